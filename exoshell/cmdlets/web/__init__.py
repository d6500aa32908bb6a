"""What Invoke-WebRequest and Invoke-RestMethod share: parameters, requests, redirects, retries, contents."""
