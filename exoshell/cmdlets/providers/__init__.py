"""Providers: what stands behind paths. One module a provider; `paths` turns texts into places, `items` dresses what is handed out."""
