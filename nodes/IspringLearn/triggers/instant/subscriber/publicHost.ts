/**
 * Tells hosts on the internet from those that only exist on a machine or in a private network. Sources: the IANA
 * registries of special-purpose IPv4, IPv6 addresses and domain names (RFC 6890, 6761, 6762, 8375, 9476).
 */

/** Endings of names that no public DNS server knows, and those that are common for routers. */
const PRIVATE_ENDINGS: ReadonlySet<string> = new Set([
	...[
		'localhost',
		'local',
		'internal',
		'intranet',
		'private',
		'corp',
		'home',
		'lan',
		'localdomain',
	],
	...['home.arpa', 'test', 'invalid', 'onion', 'alt'],
]);

/** Blocks of addresses that aren't on the internet: the first address, and how many bits its block shares. */
const PRIVATE_IPV4: ReadonlyArray<[first: string, bits: number]> = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3],
];

/** The same for groups of 16 bits. Only addresses in 2000::/3 are on the internet. */
const PUBLIC_IPV6: [first: number, bits: number] = [0x2000, 3];
const PRIVATE_IPV6: ReadonlyArray<readonly number[]> = [
	// Documentation.
	[0x2001, 0xdb8],
	[0x3fff],
];

/** Groups before an IPv4 address inside an IPv6 address: mapped, translated (NAT64), 6to4. */
const EMBEDDED_IPV4: ReadonlyArray<readonly number[]> = [
	[0, 0, 0, 0, 0, 0xffff],
	[0x64, 0xff9b, 0, 0, 0, 0],
	[0x2002],
];

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

const toNumber = (address: string): number =>
	address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

/** Without bit operations, which are signed. */
const isInBlock = (address: number, first: number, bits: number, size: number): boolean =>
	Math.floor(address / 2 ** (size - bits)) === Math.floor(first / 2 ** (size - bits));

const isPublicIpv4 = (address: number): boolean =>
	!PRIVATE_IPV4.some(([first, bits]) => isInBlock(address, toNumber(first), bits, 32));

/** The eight groups of an address as URLs write it: hexadecimal, with `::` for groups of zeros. */
function readGroups(address: string): number[] {
	const [head, tail] = address
		.split('::')
		.map((part) => part.split(':').filter((group) => group !== ''))
		.map((groups) => groups.map((group) => parseInt(group, 16)));
	if (tail === undefined) return head;
	return [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

const startsWith = (groups: readonly number[], first: readonly number[]): boolean =>
	first.every((group, at) => groups[at] === group);

function isPublicIpv6(groups: readonly number[]): boolean {
	const before = EMBEDDED_IPV4.find((first) => startsWith(groups, first));
	if (before !== undefined) {
		const [high, low] = groups.slice(before.length);
		return isPublicIpv4(high * 0x10000 + low);
	}
	const [first, bits] = PUBLIC_IPV6;
	return (
		isInBlock(groups[0], first, bits, 16) &&
		!PRIVATE_IPV6.some((block) => startsWith(groups, block))
	);
}

/**
 * Whether a host may be on the internet.
 * @param hostname of a URL object, which writes every IP address in one way: 127.1 and 0x7f000001 as 127.0.0.1
 */
export function isPublicHost(hostname: string): boolean {
	const host = hostname.toLowerCase().replace(/\.$/, '');
	if (host.startsWith('[')) return isPublicIpv6(readGroups(host.slice(1, -1)));
	if (IPV4.test(host)) return isPublicIpv4(toNumber(host));
	const labels = host.split('.');
	// A name without a dot is one of a machine, or of a container.
	return (
		labels.length > 1 &&
		![1, 2].some((count) => PRIVATE_ENDINGS.has(labels.slice(-count).join('.')))
	);
}
