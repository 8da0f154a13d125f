/** The part of n8n's own REST API that its editor uses and the suites need. */
import { parse } from 'flatted';
import type {
	ExecutionStatus,
	IDataObject,
	INode,
	IRun,
	IRunExecutionData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { Credential, Workflow } from '../workflows';
import { waitFor } from './waitFor';

export interface Owner {
	email: string;
	firstName: string;
	lastName: string;
	password: string;
}

export interface TestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** An execution in a list. */
export interface ListedExecution {
	id: string;
	status: ExecutionStatus;
	/** What started it: `manual` in the editor. */
	mode: WorkflowExecuteMode;
}

/** A stored execution. `run` has the output of its nodes, in the form that the command line prints. */
export interface StoredExecution {
	id: string;
	status: ExecutionStatus;
	run: Pick<IRun, 'data'>;
}

const RUNNING: ReadonlySet<ExecutionStatus> = new Set<ExecutionStatus>([
	'new',
	'running',
	'waiting',
	'unknown',
]);

/** n8n 1 stores the data after the status: for a moment, an execution that has ended has no data, or that of its start. */
function isStored(
	run: IRunExecutionData | undefined,
	status: ExecutionStatus,
): run is IRunExecutionData {
	if (run === undefined) return false;
	const { lastNodeExecuted, error } = run.resultData;
	const wasStopped = status !== 'success' && status !== 'error';
	return wasStopped || lastNodeExecuted !== undefined || error !== undefined;
}

/** A trigger that has run, as the editor sends it. */
const ENDED = {
	startTime: 0,
	executionTime: 0,
	executionIndex: 0,
	executionStatus: 'success',
	source: [],
};

/** A busy n8n may close a connection just when it is reused. */
const FRESH = { connection: 'close' };

export class RestClient {
	/** The session cookie, as `name=value`. */
	cookie = '';

	constructor(private readonly url: string) {}

	/** Creates the owner account of a new n8n, and signs in. */
	async setUpOwner(owner: Owner): Promise<void> {
		await this.send('POST', '/rest/owner/setup', owner);
	}

	async signIn({ email, password }: Owner): Promise<void> {
		await this.send('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/** Returns the ID of the stored object. */
	async createCredential({ name, type, data }: Omit<Credential, 'id'>): Promise<string> {
		const { id } = await this.send<{ id: string }>('POST', '/rest/credentials', {
			name,
			type,
			data,
		});
		return id;
	}

	/** The editor's message after Save or Retry: n8n tests stored credentials. */
	async testCredential({ id, name, type, data }: Credential): Promise<TestResult> {
		return await this.send('POST', '/rest/credentials/test', {
			credentials: { id, name, type, data },
		});
	}

	async createWorkflow(workflow: Omit<Workflow, 'id'> & { id?: string }): Promise<string> {
		return (await this.send<{ id: string }>('POST', '/rest/workflows', workflow)).id;
	}

	/** Activates a workflow with a trigger or a webhook, and waits for it: n8n 2 does it after its response. */
	async activate(id: string): Promise<void> {
		const path = `/rest/workflows/${id}`;
		const { versionId } = await this.send<{ versionId: string }>('GET', path);
		await this.send('POST', `${path}/activate`, { versionId });
		await this.waitForStatus(id, 'published');
	}

	/** Deactivates a workflow, and waits for it. */
	async deactivate(id: string): Promise<void> {
		await this.send('POST', `/rest/workflows/${id}/deactivate`, {});
		await this.waitForStatus(id, 'not_published');
	}

	/** Waits until a workflow is published or not. n8n 1 has done it when it responds. */
	private async waitForStatus(id: string, expected: string): Promise<void> {
		const path = `/rest/workflows/${id}/publication-status`;
		const { status: known } = await this.file(path);
		if (known === 404) return;
		await waitFor(`workflow ${id} to be ${expected}`, async () => {
			const { status } = await this.send<{ status: string }>('GET', path);
			return status === expected ? status : null;
		});
	}

	/** Changes the nodes of a stored workflow. n8n 1 publishes them at once if the workflow is active. */
	async changeNodes(id: string, change: (node: INode) => INode): Promise<void> {
		type Stored = Workflow & { versionId: string };
		const path = `/rest/workflows/${id}`;
		const { name, nodes, connections, settings, versionId } = await this.send<Stored>('GET', path);
		const changed = { name, nodes: nodes.map(change), connections, settings, versionId };
		await this.send('PATCH', path, changed);
	}

	/** Presses Execute step of a trigger with a webhook: for two minutes, n8n waits for a request to the test URL. */
	async listen(workflow: string, trigger: string): Promise<void> {
		const path = `/rest/workflows/${workflow}`;
		const workflowData = await this.send<Workflow>('GET', path);
		const start = { workflowData, triggerToStartFrom: { name: trigger } };
		const answer = await this.send<object>('POST', `${path}/run`, start);
		if (!('waitingForWebhook' in answer)) throw new Error(`n8n doesn't listen to ${trigger}`);
	}

	/**
	 * Presses Execute Workflow, and waits for the end.
	 * @param given what the trigger gives, where the editor hands that in, as its chat does
	 */
	async execute(workflow: string, trigger: string, given?: IDataObject): Promise<StoredExecution> {
		const data = given && { ...ENDED, data: { main: [[{ json: given }]] } };
		// n8n 1 executes what the editor sends. n8n 2 executes the stored workflow.
		const workflowData = await this.send<Workflow>('GET', `/rest/workflows/${workflow}`);
		const start = { workflowData, triggerToStartFrom: { name: trigger, data } };
		const { executionId } = await this.send<{ executionId: string }>(
			'POST',
			`/rest/workflows/${workflow}/run`,
			start,
		);
		return await this.finished(executionId);
	}

	/** An execution after it has ended, whatever its outcome. */
	async finished(id: string): Promise<StoredExecution> {
		return await waitFor(`the end of execution ${id}`, async () => {
			type Answer = { status: ExecutionStatus; data: string };
			const { status, data } = await this.send<Answer>('GET', `/rest/executions/${id}`);
			if (RUNNING.has(status)) return null;
			const run = parse(data) as IRunExecutionData | undefined;
			return isStored(run, status) ? { id, status, run: { data: run } } : null;
		});
	}

	/** The executions of a workflow, latest first, without their data. */
	async executions(workflowId: string): Promise<ListedExecution[]> {
		type Answer = { results: ListedExecution[] };
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		return (await this.send<Answer>('GET', `/rest/executions?limit=100&filter=${filter}`)).results;
	}

	/** The content of a path, as the browser receives it. */
	async file(path: string): Promise<{ status: number; type: string; text: string }> {
		const response = await fetch(this.url + path, { headers: { ...FRESH, cookie: this.cookie } });
		const type = response.headers.get('content-type') ?? '';
		return { status: response.status, type, text: await response.text() };
	}

	/** The content of a path, byte by byte. */
	async bytes(path: string): Promise<Uint8Array> {
		const response = await fetch(this.url + path, { headers: { ...FRESH, cookie: this.cookie } });
		return new Uint8Array(await response.arrayBuffer());
	}

	/**
	 * Sends a request and gives the `data` of the answer.
	 * @throws when n8n does not accept it, with what it says
	 */
	async send<T>(
		method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
		path: string,
		body?: object,
	): Promise<T> {
		const response = await fetch(this.url + path, {
			method,
			headers: { ...FRESH, 'content-type': 'application/json', cookie: this.cookie },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: status ${response.status}: ${text}`);
		const given = response.headers.getSetCookie().find((cookie) => cookie.startsWith('n8n-auth='));
		if (given !== undefined) this.cookie = given.split(';')[0];
		return (JSON.parse(text) as { data: T }).data;
	}
}
