/**
 * A self-signed certificate for the addresses of the stand-ins, for tests only: n8n trusts it where a test
 * says so, and it protects nothing. It expires in 2126.
 * Made with: openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500
 * -subj "/CN=stand-in for services, for tests only"
 * -addext "subjectAltName=DNS:sheets.googleapis.com,DNS:api.hubapi.com"
 */
export const CERTIFICATE = {
	key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgXXBLRa0lXkg1UKq+
JyVi1TEnof1TIkuhMH9yqLQDAAKhRANCAARCq1oHwQuEYElAWz7T/AxjVIHUIdjj
l7qVV1xBmA9tPs0reULxkVsHF0UgzNGgveuwJXMvWTUmFQGN5qtb5Ht9
-----END PRIVATE KEY-----
`,
	cert: `-----BEGIN CERTIFICATE-----
MIIB6zCCAZGgAwIBAgIUX35qwd0rOFrKZv93X71wIt6dfCswCgYIKoZIzj0EAwIw
MDEuMCwGA1UEAwwlc3RhbmQtaW4gZm9yIHNlcnZpY2VzLCBmb3IgdGVzdHMgb25s
eTAgFw0yNjExMjkxNDUzMDBaGA8yMTI2MTEwNTE0NTMwMFowMDEuMCwGA1UEAwwl
c3RhbmQtaW4gZm9yIHNlcnZpY2VzLCBmb3IgdGVzdHMgb25seTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABEKrWgfBC4RgSUBbPtP8DGNUgdQh2OOXupVXXEGYD20+
zSt5QvGRWwcXRSDM0aC967Alcy9ZNSYVAY3mq1vke32jgYYwgYMwHQYDVR0OBBYE
FKGXbogC8QJON65aLwgUq9xNJiS5MB8GA1UdIwQYMBaAFKGXbogC8QJON65aLwgU
q9xNJiS5MA8GA1UdEwEB/wQFMAMBAf8wMAYDVR0RBCkwJ4IVc2hlZXRzLmdvb2ds
ZWFwaXMuY29tgg5hcGkuaHViYXBpLmNvbTAKBggqhkjOPQQDAgNIADBFAiEA0oYb
VFSCmJ7D5Tteuu/JvizTsLlEkfQp1DwLc8sjwswCIHIUyl4bfd/GmPm+yfZjDlic
UZ7IBl2jDLFqZ/QUWsDX
-----END CERTIFICATE-----
`,
};
