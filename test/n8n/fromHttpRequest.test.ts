/** A workflow with HTTP Request, XML and Split Out becomes one node, as docs/from-http-request.md says. */
import type { IConnections, INode } from 'n8n-workflow';
import type { Simulator } from '../simulator/server';
import { startSimulator } from '../simulator/server';
import { nodesForXml } from './httpRequestNodes';
import { installN8n } from './install/install';
import { CommandLine } from './running/commandLine';
import { Home } from './running/home';
import type { Credential, Workflow } from './workflows';
import { credentialOf, node, READ_NODE, readNode, workflowOf } from './workflows';

const INSTALL_TIMEOUT_MS = 1_800_000;
const PAGE_SIZE = 100;
/** The last page has more than one result: of a single one, the old workflow makes an item for each field. */
const ROWS = 2 * PAGE_SIZE + 2;

const COMPARE = 'Compare Datasets';
/** As in the document. */
const FIELDS_TO_MATCH = ['userId', 'courseId', 'moduleId', 'accessDate'];

const compareNode = (): INode =>
	node(
		COMPARE,
		'n8n-nodes-base.compareDatasets',
		{
			mergeByFields: {
				values: FIELDS_TO_MATCH.map((field) => ({ field1: field, field2: field })),
			},
			fuzzyCompare: true,
			options: {},
		},
		2.3,
	);

/** The old nodes and the new one, both after the trigger and before Compare Datasets. */
function comparison(credential: Credential, output: string): Workflow {
	const old = nodesForXml(credential, { pageSize: PAGE_SIZE });
	const [first, last] = [old[0].name, old[old.length - 1].name];
	const start = node('Start', 'n8n-nodes-base.manualTrigger');
	const workflow = workflowOf(`Compare ${output}`, [start, ...old]);
	const to = (name: string, index = 0) => ({ node: name, type: 'main' as const, index });
	const links: IConnections = {
		Start: { main: [[to(first), to(READ_NODE)]] },
		[last]: { main: [[to(COMPARE)]] },
		[READ_NODE]: { main: [[to(COMPARE, 1)]] },
	};
	return {
		...workflow,
		nodes: [...workflow.nodes, readNode(credential, { output, columns: [] }), compareNode()],
		connections: { ...workflow.connections, ...links },
	};
}

let simulator: Simulator;
let home: Home;
let n8n: CommandLine;
let workflows: Workflow[];

const OUTPUTS = ['raw', 'all'];

beforeAll(async () => {
	simulator = await startSimulator({ rows: ROWS, format: 'xml' });
	home = await Home.make({ n8n: await installN8n() });
	n8n = new CommandLine(home);
	const credential = credentialOf(simulator);
	workflows = OUTPUTS.map((output) => comparison(credential, output));
	await n8n.importCredentials(credential);
	await n8n.importWorkflows(...workflows);
}, INSTALL_TIMEOUT_MS);

afterAll(async () => {
	await simulator?.close();
	home?.remove();
});

test.each(OUTPUTS)('the node returns the same results as the old workflow: %s', async (output) => {
	const { data } = await n8n.execute(workflows[OUTPUTS.indexOf(output)].id);
	const [{ data: found }] = data.resultData.runData[COMPARE];
	const [onlyOld, same, different, onlyNew] = found?.main ?? [];
	expect(same).toHaveLength(ROWS);
	expect([onlyOld, different, onlyNew]).toEqual([[], [], []]);
});
