"""Users, roles and sign-in: officers by password and TOTP, people through a sign-in port."""
