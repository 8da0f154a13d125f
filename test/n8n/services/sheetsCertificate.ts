/**
 * A self-signed certificate for the address of the Google Sheets API, for tests only: n8n trusts it where
 * a test says so, and it protects nothing. It expires in 2126.
 * Made with: openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500
 * -subj "/CN=stand-in for Google, for tests only" -addext "subjectAltName=DNS:sheets.googleapis.com"
 */
export const SHEETS_CERTIFICATE = {
	key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgaFcvM0zLb3Mdyl9+
PZxiMimhN/JUOIqZVRNGTp68fUuhRANCAAQgUXauvtdMF+ofjepiImzA2R4qaKnq
LCSb5y8lXsYzONxAbmH6SdM3Cl3yYbMoDtuzLFtA/GAzzTZSWCHx5fqi
-----END PRIVATE KEY-----
`,
	cert: `-----BEGIN CERTIFICATE-----
MIIB1TCCAXugAwIBAgIUUT1EQM04kzR1Z5qXpRL/MG4YwwowCgYIKoZIzj0EAwIw
LjEsMCoGA1UEAwwjc3RhbmQtaW4gZm9yIEdvb2dsZSwgZm9yIHRlc3RzIG9ubHkw
IBcNMjYxMTI5MDgzOTI1WhgPMjEyNjExMDUwODM5MjVaMC4xLDAqBgNVBAMMI3N0
YW5kLWluIGZvciBHb29nbGUsIGZvciB0ZXN0cyBvbmx5MFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEIFF2rr7XTBfqH43qYiJswNkeKmip6iwkm+cvJV7GMzjcQG5h
+knTNwpd8mGzKA7bsyxbQPxgM802Ulgh8eX6oqN1MHMwHQYDVR0OBBYEFNqUzyM8
o4zNLZiWMnwThaH5JEufMB8GA1UdIwQYMBaAFNqUzyM8o4zNLZiWMnwThaH5JEuf
MA8GA1UdEwEB/wQFMAMBAf8wIAYDVR0RBBkwF4IVc2hlZXRzLmdvb2dsZWFwaXMu
Y29tMAoGCCqGSM49BAMCA0gAMEUCIQCOPYNPGTZJ/ZPnuQXGsioFw5glttV6sYwN
JxiDaYhDQQIgbSb7W05NkKchCixgfFcIB47CtK2/WfOnLX8spdWRGlE=
-----END CERTIFICATE-----
`,
};
