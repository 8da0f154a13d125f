/** What a workflow with the instant trigger has received, over all its executions. */
import type { IDataObject } from 'n8n-workflow';
import type { Instance } from '../instance';
import { rowsOf } from '../running/commandLine';
import type { StoredExecution } from '../running/rest';
import { waitFor } from '../running/waitFor';
import { LAST_NODE } from '../workflows';

export class Inbox {
	/** The executions that have ended, by their IDs. */
	private readonly ended = new Map<string, StoredExecution>();

	/** @param n8n the instance, which may be another one after a restart */
	constructor(
		private readonly n8n: () => Instance,
		private readonly workflow: string,
	) {}

	/** Its executions, in order and after all of them have ended. */
	async executions(kind: 'production' | 'test' = 'production'): Promise<StoredExecution[]> {
		const { rest } = this.n8n();
		const listed = (await rest.executions(this.workflow)).filter(
			({ mode }) => (mode === 'manual') === (kind === 'test'),
		);
		return await Promise.all(
			listed.reverse().map(async ({ id }) => {
				const execution = this.ended.get(id) ?? (await rest.finished(id));
				this.ended.set(id, execution);
				return execution;
			}),
		);
	}

	/**
	 * The items that its last node received.
	 * @throws if an execution has failed
	 */
	async rows(kind?: 'production' | 'test'): Promise<IDataObject[]> {
		const executions = await this.executions(kind);
		const failed = executions.filter(({ status }) => status !== 'success');
		const messages = failed.map(({ run }) => run.data.resultData.error?.message);
		if (failed.length > 0) throw new Error(`An execution has failed: ${messages.join('; ')}`);
		return executions.flatMap(({ run }) => rowsOf(run, LAST_NODE));
	}

	/** The keys of the results in these items. */
	async keys(kind?: 'production' | 'test'): Promise<string[]> {
		return (await this.rows(kind)).map(({ resultKey }) => String(resultKey));
	}

	/** Waits for the items with these keys. Others may be there, too. */
	async waitForKeys(keys: readonly string[], kind?: 'production' | 'test'): Promise<void> {
		await waitFor(`${keys.length} results`, async () => {
			const there = new Set(await this.keys(kind));
			return keys.every((key) => there.has(key)) ? true : null;
		});
	}

	/** Waits until more executions than this have ended. */
	async waitForMore(count: number): Promise<void> {
		await waitFor(`more than ${count} executions`, async () =>
			(await this.executions()).length > count ? true : null,
		);
	}
}
