"""Words that invented tenants are made of: names, departments, offices, titles, domains."""

from __future__ import annotations

FIRST_NAMES = (
    "Adele Adriana Ahmed Aiko Alan Alba Alex Alice Allan Amara Amber Ana Andre Anika Anna Anton Arjun Astrid Aurora Ava "
    "Beatriz Ben Bianca Bjorn Bruno Camila Carla Carlos Caroline Cecilia Chen Chloe Christie Clara Cora Daniel Daria David "
    "Debra Dina Diego Dmitri Edda Elena Elias Elif Emil Emily Enrico Erika Esther Eva Fatima Felix Femke Finn Fiona Frank "
    "Gabriel Gerhart Gita Grady Greta Hanna Hugo Ibrahim Ida Igor Ines Irene Isaiah Ivan Jana Jasper Joni Jonas Jordan "
    "Julia Kai Karim Katrin Kenji Klara Lara Lars Laura Lea Lee Leon Lidia Liv Lorenzo Luca Lucia Lynne Magda Malik Maria "
    "Marta Mats Maya Megan Mei Mila Miriam Nadia Naoko Nestor Nils Nina Noah Nora Oliver Olga Omar Oskar Patti Paula Pavel "
    "Petra Pradeep Quinn Rafael Ravi Rosa Ruben Sara Selma Sofia Stefan Sven Tamara Theo Tomas Uma Valeria Vera Victor "
    "Wanda Wei Xenia Yara Yusuf Zoe"
).split()

LAST_NAMES = (
    "Abbas Adams Albrecht Almeida Andersen Arnold Aydin Bach Bauer Becker Berg Bianchi Bjork Braun Brooks Castro Chen "
    "Cohen Costa Dahl Darrow Deyoung Diaz Dubois Ekman Engel Fischer Fontaine Fox Friedrich Garcia Gomez Graf Gruber Gupta "
    "Haas Hansen Hartmann Herrera Hoffmann Holm Ivanov Jansen Jensen Johansson Kaur Keller Kim Klein Koch Kowalski Kruger "
    "Kumar Lang Larsen Lehmann Lindgren Lopez Lorenz Maier Marino Martin Mendes Meyer Miller Moreau Mueller Nakamura "
    "Neumann Nguyen Nielsen Novak Olsen Ortega Patel Peters Petrov Pohl Popescu Quist Rahman Ramos Reyes Richter Romano "
    "Rossi Roth Russo Sanchez Santos Sato Schmidt Schneider Schulz Seidel Silva Singh Sommer Sorensen Stein Tanaka Torres "
    "Ulrich Vance Vargas Vogel Wagner Walker Weber Werner Wilber Winkler Wolf Yamada Young Zhang Ziegler Zimmermann"
).split()

DEPARTMENTS = ("Sales", "Marketing", "Finance", "Human Resources", "IT", "Legal", "Operations", "Engineering",
               "Customer Service", "Research")  # fmt: skip
TITLES = {
    "Sales": ("Account Executive", "Account Manager", "Sales Manager", "Sales Engineer", "Regional Director"),
    "Marketing": ("Marketing Specialist", "Content Manager", "Brand Manager", "Event Coordinator"),
    "Finance": ("Accountant", "Controller", "Financial Analyst", "Payroll Specialist"),
    "Human Resources": ("Recruiter", "HR Business Partner", "Training Coordinator"),
    "IT": ("Systems Administrator", "Service Desk Analyst", "Network Engineer", "Security Analyst"),
    "Legal": ("Paralegal", "Legal Counsel", "Contract Manager"),
    "Operations": ("Logistics Coordinator", "Facility Manager", "Buyer", "Plant Manager"),
    "Engineering": ("Design Engineer", "Test Engineer", "Product Engineer", "Engineering Manager"),
    "Customer Service": ("Support Agent", "Support Lead", "Customer Success Manager"),
    "Research": ("Scientist", "Research Assistant", "Lab Manager"),
}
# office, city, state, country, country code for phone numbers, postal code
OFFICES = (
    ("Berlin", "Berlin", "Berlin", "Germany", "49 30", "10117"), ("Munich", "Munich", "Bavaria", "Germany", "49 89", "80331"),
    ("Vienna", "Vienna", "Vienna", "Austria", "43 1", "1010"), ("Zurich", "Zurich", "Zurich", "Switzerland", "41 44", "8001"),
    ("Paris", "Paris", "Ile-de-France", "France", "33 1", "75008"), ("London", "London", "England", "United Kingdom", "44 20", "EC2V 7HN"),
    ("Madrid", "Madrid", "Madrid", "Spain", "34 91", "28001"), ("Seattle", "Seattle", "WA", "United States", "1 206", "98101"),
    ("New York", "New York", "NY", "United States", "1 212", "10018"), ("Tokyo", "Tokyo", "Tokyo", "Japan", "81 3", "100-0005"),
)  # fmt: skip
STREETS = (
    "Main Street",
    "Station Road",
    "Market Square",
    "Park Avenue",
    "River Lane",
    "Garden Street",
    "Mill Road",
)

SHARED = ("Accounts Payable", "Careers", "Claims", "Contracts", "Customer Care", "Events", "Facilities", "Helpdesk", "Info",
          "Invoices", "Legal Requests", "Marketing Team", "News", "Office Berlin", "Orders", "Payroll", "Press", "Privacy",
          "Procurement", "Projects", "Quality", "Reception", "Returns", "Sales Inbox", "Security Desk", "Service",
          "Shipping", "Spare Parts", "Suppliers", "Training", "Travel", "Warehouse")  # fmt: skip
ROOMS = (
    "Adams",
    "Baker",
    "Crystal",
    "Delta",
    "Everest",
    "Forum",
    "Galaxy",
    "Harbor",
    "Iris",
    "Jupiter",
    "Kepler",
    "Lisbon",
)
EQUIPMENT = ("Projector", "Company Car", "Camera", "Whiteboard", "Conference Phone", "Delivery Van")
GROUPS = ("All Staff", "All Managers", "Project Phoenix", "Project Atlas", "Works Council", "First Aid", "Fire Wardens",
          "Newsletter", "Board", "Canteen", "Car Pool", "Interns", "Quality Circle", "Release Notes", "On Call")  # fmt: skip
TEAMS = ("Launch Team", "Digital Workplace", "Design Guild", "Budget 2026", "Trade Fair", "Cloud Migration", "Book Club",
         "Sustainability", "Lean Office", "Data Platform", "Mobile App", "Partner Network", "Onboarding", "Innovation Lab",
         "Running Group", "Photo Club", "Customer Voice", "Price List", "Field Service", "Community")  # fmt: skip
PARTNERS = ("Fabrikam", "Northwind", "Tailspin", "Adatum", "Litware", "Proseware", "Wingtip", "Fourth Coffee")
PARTNER_DOMAINS = ("fabrikam.com", "northwindtraders.com", "tailspintoys.com", "adatum.com", "litware.com", "proseware.com",
                   "wingtiptoys.com", "fourthcoffee.com")  # fmt: skip
