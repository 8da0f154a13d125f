/** Polls the trigger of a workflow and saves its state as n8n does. */
import { PollContext } from 'n8n-core';
import type { IDataObject, INode, INodeType } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { select } from '../columns';
import type { StoredCredentials } from './storedCredentials';
import { additionalDataOf, formOf, typesOf } from './engine';

export const TRIGGER = 'iSpring Learn Trigger';

export interface PollJob {
	credentials: StoredCredentials;
	/** Values of the form. By default, nothing is looked up. */
	fields?: INode['parameters'];
	/** Names of the triggers in the workflow. */
	names?: readonly string[];
	timezone?: string;
	/** The time limit of a poll in ms; null for n8n before 2.36, which reports no limit. */
	budgetMs?: number | null;
	/** n8n's variables (`$vars` in expressions), read again by every poll. */
	variables?: IDataObject;
}

let workflows = 0;

export class Poller {
	/** Unique, as in n8n. */
	private readonly id = `w${++workflows}`;
	private workflow: Workflow;
	/** The state in n8n's database. */
	private saved = '{}';

	constructor(
		private readonly nodeType: INodeType,
		private job: PollJob,
	) {
		this.workflow = this.load();
	}

	/** Returns the state of a trigger as n8n would save it now. */
	state(name = TRIGGER): IDataObject {
		const node = this.nodeOf(name);
		return JSON.parse(JSON.stringify(this.workflow.getStaticData('node', node))) as IDataObject;
	}

	/** Replaces the state of a trigger in n8n's database and restarts n8n. */
	remember(state: IDataObject, name = TRIGGER): void {
		this.saved = JSON.stringify({ [`node:${name}`]: state });
		this.restart();
	}

	/** Runs a scheduled poll and returns its rows. n8n saves the state only if there are rows. */
	async poll(name = TRIGGER): Promise<IDataObject[]> {
		const rows = await this.run('trigger', name);
		if (rows.length > 0) this.save();
		return rows;
	}

	/**
	 * Runs the poll of an activation. n8n saves the state even without rows, except with durable
	 * cursors, where the state of a poll without rows is discarded.
	 */
	async activate(name = TRIGGER, isDurable = false): Promise<IDataObject[]> {
		const rows = await this.run('trigger', name, 'activate');
		if (!isDurable || rows.length > 0) this.save();
		else this.restart();
		return rows;
	}

	/** Fetch Test Event. */
	async test(name = TRIGGER): Promise<IDataObject[]> {
		return await this.run('manual', name);
	}

	/** Restarts n8n without a shutdown. */
	restart(): void {
		this.workflow = this.load();
	}

	/** Changes the workflow. n8n reloads it. */
	change(job: Partial<PollJob>): void {
		this.job = { ...this.job, ...job };
		this.workflow = this.load();
	}

	private save(): void {
		this.saved = JSON.stringify(this.workflow.staticData);
	}

	private nodeOf(name: string): INode {
		const node = this.workflow.getNode(name);
		if (!node) throw new Error(`No node ${name}`);
		return node;
	}

	private async run(
		mode: 'trigger' | 'manual',
		name: string,
		activation: 'activate' | 'update' = 'update',
	): Promise<IDataObject[]> {
		const { credentials, budgetMs, variables = {} } = this.job;
		const additionalData = additionalDataOf(this.workflow, credentials);
		additionalData.variables = variables;
		const node = this.nodeOf(name);
		const context = new PollContext(this.workflow, node, additionalData, mode, activation);
		const budget = budgetMs === null ? undefined : () => budgetMs;
		if (budgetMs !== undefined) Object.assign(context, { getPollBudgetMs: budget });
		const output = await this.nodeType.poll?.call(context);
		if (output?.[0].length === 0) throw new Error('An execution without an item');
		return output?.[0].map(({ json }) => json) ?? [];
	}

	private load(): Workflow {
		const { fields = {}, names = [TRIGGER], timezone = 'UTC' } = this.job;
		const nodes = names.map(
			(name): INode => ({
				id: name,
				name,
				type: 'test.ispringLearnTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: formOf(this.nodeType, { ...select('moduleResult'), ...fields }),
				credentials: { ispringLearnApi: { id: '1', name: 'Account' } },
			}),
		);
		return new Workflow({
			id: this.id,
			nodes,
			connections: {},
			active: true,
			nodeTypes: typesOf({ ispringLearnTrigger: this.nodeType }),
			settings: { timezone },
			staticData: JSON.parse(this.saved) as IDataObject,
		});
	}
}
