/** Polls the trigger of a workflow and stores its state, as n8n does. */
import { PollContext } from 'n8n-core';
import type { IDataObject, INode, INodeType } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import type { StoredCredentials } from './storedCredentials';
import { additionalDataOf, formOf, typesOf } from './engine';

export const TRIGGER = 'iSpring Learn Trigger';

export interface PollJob {
	credentials: StoredCredentials;
	/** Values of fields in the form. */
	fields?: INode['parameters'];
	/** Names of the triggers in the workflow. */
	names?: readonly string[];
	timezone?: string;
	/** The time limit of a poll; null as in n8n before 2.36, which does not pass one. */
	budgetMs?: number | null;
	/** n8n's variables, `$vars` in expressions. Every poll reads them again. */
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

	/** The state of a trigger as it would be stored now. */
	state(name = TRIGGER): IDataObject {
		const node = this.nodeOf(name);
		return JSON.parse(JSON.stringify(this.workflow.getStaticData('node', node))) as IDataObject;
	}

	/** Replaces the stored state of a trigger, and restarts n8n. */
	remember(state: IDataObject, name = TRIGGER): void {
		this.saved = JSON.stringify({ [`node:${name}`]: state });
		this.restart();
	}

	/** A scheduled poll. Returns rows, or none. n8n saves the state only when there are rows. */
	async poll(name = TRIGGER): Promise<IDataObject[]> {
		const rows = await this.run('trigger', name);
		if (rows.length > 0) this.save();
		return rows;
	}

	/**
	 * The poll of an activation. n8n saves the state even without rows, except with durable cursors: there, a
	 * state without rows is lost.
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

	/** n8n is killed, and starts again. */
	restart(): void {
		this.workflow = this.load();
	}

	/** Somebody changes the workflow, and n8n activates it again. */
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
		const actual = await this.nodeType.poll?.call(context);
		if (actual?.[0].length === 0) throw new Error('An execution without an item');
		return actual?.[0].map(({ json }) => json) ?? [];
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
				parameters: formOf(this.nodeType, fields),
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
