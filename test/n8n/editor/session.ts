/** What every test of the editor needs: an n8n with the package, a simulated account in it, and a browser. */
import type { Simulator, SimulatorOptions } from '../../simulator/server';
import { startSimulator } from '../../simulator/server';
import { installN8n } from '../install/install';
import { Instance } from '../instance';
import type { Credential } from '../workflows';
import { credentialOf } from '../workflows';
import { Browser } from './browser';

/** How long to wait for it: n8n may have to be installed first. */
export const SESSION_TIMEOUT_MS = 1_800_000;
/** The time zone of n8n: neither that of this machine nor n8n's default. */
export const ZONE = 'Europe/Berlin';

export interface EditorSession {
	n8n: Instance;
	simulator: Simulator;
	browser: Browser;
	/** The account, as n8n has stored it. */
	credential: Credential;
	close: () => Promise<void>;
}

/** @throws if a part cannot be started, after it has ended the others */
export async function openSession(account: SimulatorOptions): Promise<EditorSession> {
	const endings: Array<() => Promise<void>> = [];
	const close = async (): Promise<void> => {
		for (const end of endings) await end();
	};
	const start = async (): Promise<EditorSession> => {
		const browser = await Browser.start();
		endings.push(async () => await browser.close());
		const simulator = await startSimulator(account);
		endings.push(async () => await simulator.close());
		const env = { GENERIC_TIMEZONE: ZONE };
		const n8n = await Instance.start({ n8n: await installN8n(), env });
		endings.push(async () => await n8n.stop());
		const fresh = credentialOf(simulator, 'Training account');
		const credential = { ...fresh, id: await n8n.rest.createCredential(fresh) };
		return { n8n, simulator, browser, credential, close };
	};
	return await start().catch(async (error: unknown) => {
		await close();
		return await Promise.reject(error);
	});
}
