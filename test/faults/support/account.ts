/** A simulated account of ten pages that the package reads in n8n's engine, and a check of the outcome. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import type { Outcome } from '../../support/engine/engine';
import { rowsOf, Suite } from '../../support/engine/suite';
import type { Fault, SimulatorOptions } from '../../simulator/server';
import { PAGES } from '../../support/faults/catalogue';
import { messageProblems } from '../../support/faults/message';
import { CLIENT_SECRET, leaksIn } from '../../support/secrets';

export interface Read {
	format: 'json' | 'xml';
	pageSize: number;
	/** Whether the results are read by learners. */
	parallel?: boolean;
	/** What the form says in addition. Default: module results. */
	form?: INodeParameters;
	/** Input items. */
	items: number;
	faults: readonly Fault[];
}

/** Few, so that the list of users has few pages. */
const USERS = 40;

/** The outcome of a read, and what is wrong with it. */
export interface ReadResult {
	failed: boolean;
	/** The message; empty if there are items. */
	message: string;
	problems: string[];
}

export class Account {
	private readonly whole = new Map<string, Promise<IDataObject[]>>();
	private readonly lines: unknown[] = [];
	private clients = 0;

	private constructor(private readonly suite: Suite) {
		const note = (...line: unknown[]) => void this.lines.push(line);
		LoggerProxy.init({ error: note, warn: note, info: note, debug: note });
	}

	static async open(): Promise<Account> {
		return new Account(await Suite.open());
	}

	/** Reads ten pages with these faults. */
	async read({
		format,
		pageSize,
		items,
		faults,
		parallel = false,
		form = {},
	}: Read): Promise<ReadResult> {
		const expected = await this.expected(format, pageSize * PAGES, form);
		const simulator = await this.suite.simulator(this.options(format, pageSize * PAGES));
		try {
			simulator.faults.add(...faults);
			const credentials = this.suite.account(simulator);
			const outcome = await this.suite.getAll(
				simulator,
				{ ...form, options: { pageSize, parallel } },
				{ credentials, input: Array.from({ length: items }, (_, n) => ({ n })) },
			);
			const token = String(credentials.stored.sessionToken).replace(/^.*:/, '');
			const leaks = leaksIn([outcome, this.lines.splice(0)], [CLIENT_SECRET, token]);
			const failed = outcome.error !== undefined;
			const problems = failed ? ofMessage(outcome) : ofItems(outcome, expected, items, parallel);
			const message = outcome.error?.message ?? '';
			return {
				failed,
				message,
				problems: [...problems, ...leaks.map((text) => `a secret in: ${text}`)],
			};
		} finally {
			await simulator.close();
		}
	}

	/** Each with its own client: a port may be reused, and the token cache would return the token of its client. */
	private options(format: 'json' | 'xml', rows: number): SimulatorOptions {
		this.clients += 1;
		return {
			format,
			rows,
			users: USERS,
			clientId: `client-${this.clients}`,
			clientSecret: CLIENT_SECRET,
		};
	}

	/** The rows without faults. */
	private async expected(
		format: 'json' | 'xml',
		rows: number,
		form: INodeParameters,
	): Promise<IDataObject[]> {
		const name = `${format} ${rows} ${JSON.stringify(form)}`;
		const read = this.whole.get(name) ?? this.readWhole(format, rows, form);
		this.whole.set(name, read);
		return await read;
	}

	private async readWhole(
		format: 'json' | 'xml',
		rows: number,
		form: INodeParameters,
	): Promise<IDataObject[]> {
		const simulator = await this.suite.simulator(this.options(format, rows));
		return rowsOf(await this.suite.getAll(simulator, form));
	}

	async close(): Promise<void> {
		await this.suite.end();
	}
}

function ofMessage({ error, rows }: Outcome): string[] {
	const beside = rows.length > 0 ? [`${rows.length} rows beside the message`] : [];
	return [...beside, ...messageProblems(error?.message ?? '', error?.description ?? '')];
}

/** Every row once, in order unless that may differ, linked to its input item. */
function ofItems(
	{ outputs }: Outcome,
	expected: readonly IDataObject[],
	items: number,
	inAnyOrder: boolean,
): string[] {
	const given = (outputs[0] ?? []).map(({ json, pairedItem }) => ({ json, pairedItem }));
	const wanted = Array.from({ length: items }, (_, item) =>
		expected.map((json) => ({ json, pairedItem: { item } })),
	).flat();
	// As text: the items come from n8n's realm, where objects have other prototypes.
	const asText = (some: typeof given): string => {
		const texts = some.map((item) => JSON.stringify(item));
		return (inAnyOrder ? texts.sort() : texts).join('\n');
	};
	if (asText(given) === asText(wanted)) return [];
	return [`${given.length} items instead of ${wanted.length}, or others`];
}
