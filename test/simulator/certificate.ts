/**
 * A self-signed certificate for 127.0.0.1 and localhost with its key, for tests only: no client trusts
 * it, and it protects nothing. It never expires within the lifetime of this repository (2126).
 * Made with: openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500
 * -subj "/CN=simulator, for tests only" -addext "subjectAltName=DNS:localhost,IP:127.0.0.1"
 */
export const SELF_SIGNED = {
	key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg2FMfR1r8IFmLP8Wl
pO0f1+C0SXHYqIRnwHHOYrjK59yhRANCAATLc6wej+HDCjhJJ9TaXcImhn2zu6KQ
VAqGNLvVgPm7MdcYt1X6mpH2qe4zUIkJg1qto1X33woG7VVpwgCjHIvq
-----END PRIVATE KEY-----
`,
	cert: `-----BEGIN CERTIFICATE-----
MIIBuzCCAWGgAwIBAgIUF29pwIGYOddFayKxuXR4FFCS95wwCgYIKoZIzj0EAwIw
JDEiMCAGA1UEAwwZc2ltdWxhdG9yLCBmb3IgdGVzdHMgb25seTAgFw0yNjExMjgy
MDQ2MzFaGA8yMTI2MTEwNDIwNDYzMVowJDEiMCAGA1UEAwwZc2ltdWxhdG9yLCBm
b3IgdGVzdHMgb25seTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMtzrB6P4cMK
OEkn1NpdwiaGfbO7opBUCoY0u9WA+bsx1xi3Vfqakfap7jNQiQmDWq2jVfffCgbt
VWnCAKMci+qjbzBtMB0GA1UdDgQWBBRBQdI0LOv072wE0waB8ywHG0qNvzAfBgNV
HSMEGDAWgBRBQdI0LOv072wE0waB8ywHG0qNvzAPBgNVHRMBAf8EBTADAQH/MBoG
A1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAAATAKBggqhkjOPQQDAgNIADBFAiAumwjL
wHZWfjbV3zXj6PDoIjVFDMmrgYDiROvoRrUSaAIhAJ2hPzbIZTNB+18I1U1g+coP
bhIPA0U9FU51ym/XDLZ2
-----END CERTIFICATE-----
`,
};
