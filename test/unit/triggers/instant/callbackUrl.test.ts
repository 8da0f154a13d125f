import fc from 'fast-check';
import { validateCallbackUrl } from '../../../../nodes/IspringLearn/triggers/instant/subscriber/callbackUrl';

const API = 'https://api-learn.ispring.com';

const faultOf = (callbackUrl: string, baseUrl = API) =>
	validateCallbackUrl(callbackUrl, baseUrl)?.reason ?? null;

test.each([
	'https://n8n.example.com/webhook/5a1e0c2d/webhook',
	'https://n8n.example.com/webhook-test/5a1e0c2d/webhook',
	'HTTPS://N8N.EXAMPLE.COM:5678/',
	'https://automation.example.com.:443/x',
	'https://bücher.example/x',
	'https://localhost.example.com/',
	'https://local.example.com/',
	'https://8.8.8.8/x',
	'https://172.15.0.1/',
	'https://172.32.0.1/',
	'https://192.167.0.1/',
	'https://100.63.255.255/',
	'https://100.128.0.0/',
	'https://[2a00:1450:4001:82a::200e]/',
	'https://[::ffff:8.8.8.8]/',
	'https://[64:ff9b::8.8.8.8]/',
	'https://[2002:808:808::1]/',
])('accepts %s', (url) => {
	expect(faultOf(url)).toBeNull();
});

test.each([
	'https://localhost:5678/webhook/x',
	'http://localhost:5678/webhook/x',
	'https://LOCALHOST./',
	'https://app.localhost/',
	'https://n8n/webhook/x',
	'https://n8n.local/',
	'https://n8n.LOCAL./',
	'https://n8n.svc.cluster.local/',
	'https://host.docker.internal/',
	'https://n8n.corp/',
	'https://nas.lan/',
	'https://n8n.home.arpa/',
	'https://127.0.0.1/',
	'https://127.1/',
	'https://2130706433/',
	'https://0x7f.0.0.1/',
	'https://0177.0.0.1/',
	'https://0.0.0.0/',
	'https://10.0.0.1/',
	'https://100.64.0.1/',
	'https://169.254.169.254/',
	'https://172.16.0.1/',
	'https://172.31.255.255/',
	'https://192.168.1.10:5678/',
	'https://198.18.0.1/',
	'https://224.0.0.1/',
	'https://255.255.255.255/',
	'https://[::]/',
	'https://[::1]/',
	'https://[0:0:0:0:0:0:0:1]/',
	'https://[fe80::1]/',
	'https://[fc00::1]/',
	'https://[fd12:3456:789a::1]/',
	'https://[ff02::1]/',
	'https://[2001:db8::1]/',
	'https://[::ffff:127.0.0.1]/',
	'https://[::ffff:10.1.2.3]/',
	'https://[64:ff9b::192.168.0.1]/',
	'https://[2002:7f00:1::]/',
])('rejects %s: it is not on the internet', (url) => {
	expect(faultOf(url)).toBe('callbackNotPublic');
});

test.each([
	'',
	'n8n.example.com/webhook',
	'/webhook/x',
	'https://',
	'https://[::1',
	'ftp://a.example',
])('rejects %j: it is no URL', (url) => {
	expect(faultOf(url)).toBe('callbackNotAUrl');
});

test('rejects a URL without encryption', () => {
	expect(faultOf('http://n8n.example.com/webhook/x')).toBe('callbackNotHttps');
});

describe('the length', () => {
	const urlOf = (length: number) => 'https://n8n.example.com/'.padEnd(length, 'x');

	test('is 255 characters at most', () => {
		expect(faultOf(urlOf(255))).toBeNull();
		const fault = validateCallbackUrl(urlOf(256), API);
		expect(fault).toMatchObject({ reason: 'callbackTooLong', data: { maxLength: 255 } });
	});

	test('counts for any API', () => {
		expect(faultOf(urlOf(256), 'http://localhost:8080')).toBe('callbackTooLong');
	});
});

test.each(['http://localhost:8080', 'https://learn.company.local', 'https://10.1.2.3/api/v3'])(
	'an API in a private network, %s, reaches other addresses there',
	(baseUrl) => {
		expect(faultOf('http://localhost:5678/webhook/x', baseUrl)).toBeNull();
		expect(faultOf('https://n8n.example.com/webhook/x', baseUrl)).toBeNull();
	},
);

test('every address of a private block is rejected, however it is written', () => {
	const byte = fc.integer({ min: 0, max: 255 });
	const blocks = fc.constantFrom([10], [127], [192, 168], [169, 254]);
	fc.assert(
		fc.property(blocks, byte, byte, byte, (block, ...rest) => {
			const bytes = [...block, ...rest].slice(0, 4);
			const number = bytes.reduce((sum, one) => sum * 256 + one, 0);
			const [a, b, c, d] = bytes.map((one) => one.toString(16).padStart(2, '0'));
			for (const host of [
				bytes.join('.'),
				String(number),
				`0x${number.toString(16)}`,
				`[::ffff:${bytes.join('.')}]`,
				`[::ffff:${a}${b}:${c}${d}]`,
			]) {
				expect(faultOf(`https://${host}/`)).toBe('callbackNotPublic');
			}
		}),
	);
});

test('any text has a verdict', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.webUrl(),
				fc.ipV6().map((ip) => `https://[${ip}]/`),
			),
			(url) => {
				expect([
					null,
					...['callbackNotAUrl', 'callbackNotHttps', 'callbackNotPublic', 'callbackTooLong'],
				]).toContain(faultOf(url));
			},
		),
	);
});
