/**
 * A self-signed certificate for the addresses of the stand-ins, for tests only: n8n trusts it where a test
 * says so, and it protects nothing. It expires in 2126.
 * Made with: openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500
 * -subj "/CN=stand-in for services, for tests only"
 * -addext "subjectAltName=DNS:sheets.googleapis.com,DNS:api.hubapi.com,DNS:registry.npmjs.org"
 */
export const CERTIFICATE = {
	key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgXItqde4quV3W+3CB
k3qlH7Ajah3ua4v5plBKk7u9smihRANCAASbFJbN2Zj573AHoZGT1XMzhIdUcVc1
06ADMb3C4JGNhkMjbH4ZqdQ13gfKS77xewqQeIi2QO6j1OFGaef3TZ8F
-----END PRIVATE KEY-----
`,
	cert: `-----BEGIN CERTIFICATE-----
MIIB/jCCAaWgAwIBAgIUQj3T8xvy8Wp3Dv3G6qGbz+9O58AwCgYIKoZIzj0EAwIw
MDEuMCwGA1UEAwwlc3RhbmQtaW4gZm9yIHNlcnZpY2VzLCBmb3IgdGVzdHMgb25s
eTAgFw0yNjExMjkyMTU1MDdaGA8yMTI2MTEwNTIxNTUwN1owMDEuMCwGA1UEAwwl
c3RhbmQtaW4gZm9yIHNlcnZpY2VzLCBmb3IgdGVzdHMgb25seTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABJsUls3ZmPnvcAehkZPVczOEh1RxVzXToAMxvcLgkY2G
QyNsfhmp1DXeB8pLvvF7CpB4iLZA7qPU4UZp5/dNnwWjgZowgZcwHQYDVR0OBBYE
FGDAH8+m/meLykbhrsQBuuw2yFFdMB8GA1UdIwQYMBaAFGDAH8+m/meLykbhrsQB
uuw2yFFdMA8GA1UdEwEB/wQFMAMBAf8wRAYDVR0RBD0wO4IVc2hlZXRzLmdvb2ds
ZWFwaXMuY29tgg5hcGkuaHViYXBpLmNvbYIScmVnaXN0cnkubnBtanMub3JnMAoG
CCqGSM49BAMCA0cAMEQCICyO0ZkFZVhJ/CrS0Vy3++hlKdmYg5gtdLLoe/7z9aan
AiAcBIC9SDThG8lUdS7k2kv3Z+6ji0ovSxgP9AMtsis8Jw==
-----END CERTIFICATE-----
`,
};
