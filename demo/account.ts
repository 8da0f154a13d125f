import { startSimulator } from '../test/simulator/server';

/** The account that the demo reads. */
export interface DemoAccount {
	/** Names the account in the output of the demo. */
	title: string;
	host: { host: string; baseUrl: string };
	clientId: string;
	clientSecret: string;
	close: () => Promise<void>;
}

const { ISPRING_CLIENT_ID, ISPRING_CLIENT_SECRET, ISPRING_HOST } = process.env;

/** Opens the real account if its key is in the environment, otherwise a simulated one. */
export async function openAccount(): Promise<DemoAccount> {
	if (ISPRING_CLIENT_ID && ISPRING_CLIENT_SECRET) {
		const baseUrl = ISPRING_HOST ?? 'https://api-learn.ispringlearn.com';
		return {
			title: `the account of your key at ${baseUrl}`,
			host: { host: 'custom', baseUrl },
			clientId: ISPRING_CLIENT_ID,
			clientSecret: ISPRING_CLIENT_SECRET,
			close: async () => {},
		};
	}
	const simulator = await startSimulator({ rows: 6000, users: 150 });
	const { url, clientId, clientSecret } = simulator;
	return {
		title: `a simulated account at ${url} (to use your own, set ISPRING_CLIENT_ID and ISPRING_CLIENT_SECRET)`,
		host: { host: 'custom', baseUrl: url },
		clientId,
		clientSecret,
		close: async () => await simulator.close(),
	};
}
