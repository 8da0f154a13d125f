/** Everything that is compared, in the order of the table. */
import { ENDPOINTS } from '../nodes/IspringLearn/api/endpoints/endpoints';
import { inCore, openingAgain } from './kinds/inCore';
import type { Side } from './kinds/inN8n';
import { memory, times } from './kinds/inN8n';
import { page } from './kinds/pages';
import { HEAP_MEGABYTES, survival } from './kinds/survival';
import { exportMemory, exportTime, MAX_MEGABYTES, readMemory } from './kinds/wholeAccount';
import type { Line } from './line';
import type { Format, Path } from './n8n/paths';
import {
	allColumns,
	FORMATS,
	httpJson,
	httpJsonUpTo,
	httpXml,
	learnerProgress,
	simplified,
	simplifiedUpTo,
	toFile,
} from './n8n/paths';
import type { AccountSpec } from './server/replay';

const account = (rows: number, more: Partial<AccountSpec> = {}): AccountSpec => ({
	rows,
	users: 5_000,
	format: 'auto',
	...more,
});
const WHOLE = account(1_000_000);
const MANY = account(100_000);
const MANY_XML = account(100_000, { format: 'xml' });
const SOME = account(10_000);
const FAR = account(20_000);
const PEOPLE = account(1_000, { users: 10_000 });
/** With five modules in a course, each of these users has a course. */
const FEW = account(10_000, { users: 2_000 });
const SIZES = { whole: WHOLE, many: MANY, some: SOME };

const read = (from: AccountSpec, path: Path, more: Partial<Side> = {}): Side => ({
	account: from,
	path,
	...more,
});
const far = (from: AccountSpec, path: Path): Side => read(from, path, { isDelayed: true });
const file = (format: Format): Side => read(MANY, toFile(format), { isFile: true });

const ALL = allColumns();
const NAMED = allColumns({ output: 'all', columns: [] });
const PARALLEL = allColumns({ options: { parallel: true } });

const HTTP = 'HTTP Request + Split Out';
const FILES = 'Get Many, All Columns without names';

const pages: readonly Line[] = [
	{
		work: 'one page of 1,000 results, JSON: decoded and normalised',
		against: 'JSON.parse',
		goal: 3,
		measure: page(SOME, ENDPOINTS.moduleResults, 'json'),
	},
	{
		work: 'one page of 1,000 results, XML: decoded and normalised',
		against: 'xml2js',
		goal: 0.5,
		measure: page(MANY_XML, ENDPOINTS.moduleResults, 'xml'),
	},
	{
		work: 'one page of 1,000 users with profiles, XML: decoded and normalised',
		against: 'xml2js',
		goal: 1.2,
		measure: page(MANY_XML, ENDPOINTS.users, 'xml'),
	},
];

const inMemory: readonly Line[] = [
	{
		work: '100,000 results, JSON, Simplified with names',
		against: `${HTTP}, without names`,
		goal: 0.9,
		measure: times(read(MANY, simplified), read(MANY, httpJson)),
	},
	{
		work: '100,000 results, JSON, All Columns without names',
		against: HTTP,
		goal: 0.8,
		measure: times(read(MANY, ALL), read(MANY, httpJson)),
	},
	{
		work: '100,000 results, JSON, All Columns without names, in n8n-core alone',
		against: 'the limit: a loop that requests, parses and creates items',
		goal: 1.5,
		measure: inCore(MANY),
	},
	{
		work: '10,000 results, JSON, Simplified with names',
		against: `${HTTP}, without names`,
		goal: 0.95,
		measure: times(read(SOME, simplified), read(SOME, httpJson)),
	},
	{
		work: '10,000 results, JSON, All Columns without names',
		against: HTTP,
		goal: 0.85,
		measure: times(read(SOME, ALL), read(SOME, httpJson)),
	},
	{
		work: '10,000 of 100,000 results, JSON, All Columns without names',
		against: '10,000 of 10,000',
		goal: 1.3,
		measure: times(read(MANY, ALL, { part: 0.1 }), read(SOME, ALL)),
	},
	{
		work: '100,000 results, XML, All Columns without names',
		against: 'HTTP Request + XML + Split Out',
		goal: 0.25,
		measure: times(read(MANY_XML, ALL), read(MANY_XML, httpXml)),
	},
	{
		work: 'names: 100,000 results, JSON, All Columns of 5,000 learners in 20 courses',
		against: 'All Columns without names',
		goal: 1.12,
		measure: times(read(MANY, NAMED), read(MANY, ALL)),
	},
];

/** Waiting takes most of the time here, so that few rounds are enough. */
const fromFar: readonly Line[] = [
	{
		work: '300 ms a page: 100,000 results of 5,000 learners, All Columns without names, Parallel',
		against: HTTP,
		goal: 0.35,
		measure: times(far(MANY, PARALLEL), far(MANY, httpJson), { min: 3, max: 3 }),
	},
	{
		work: '300 ms a page: 20,000 results, Simplified with names',
		against: `${HTTP}, without names`,
		goal: 1,
		measure: times(far(FAR, simplified), far(FAR, httpJson), { min: 5, max: 5 }),
	},
];

const inLittleMemory: readonly Line[] = [
	{
		work: 'memory that 100,000 results hold, Simplified',
		against: HTTP,
		unit: 'MB',
		goal: 0.6,
		measure: memory(read(MANY, simplified), read(MANY, httpJson)),
	},
	{
		work: 'memory that 100,000 results hold, All Columns without names',
		against: HTTP,
		unit: 'MB',
		goal: 1.15,
		measure: memory(read(MANY, ALL), read(MANY, httpJson)),
	},
	{
		work: `results that n8n survives with a heap of ${HEAP_MEGABYTES} MB, Simplified`,
		against: HTTP,
		unit: 'results',
		goal: 1.5,
		moreIsBetter: true,
		measure: survival(MANY, simplifiedUpTo, httpJsonUpTo),
	},
];

const files: readonly Line[] = [
	{
		work: '100,000 results, Export to File, CSV',
		against: FILES,
		goal: 1.1,
		measure: times(file('csv'), read(MANY, ALL)),
	},
	{
		work: '100,000 results, Export to File, Excel',
		against: FILES,
		goal: 1.6,
		measure: times(file('xlsx'), read(MANY, ALL)),
	},
];

const EXPORT_GOALS: Readonly<Record<Format, number>> = { xlsx: 1.6, csv: 1.1, ndjson: 1.1 };

const wholeAccount = Object.entries(FORMATS).flatMap(([key, name]): Line[] => {
	const format = key as Format;
	const work = `1,000,000 results, Export to File, ${name}`;
	return [
		{
			work: `${work}: each thousand`,
			against: `each thousand of 100,000, ${FILES}`,
			goal: EXPORT_GOALS[format],
			measure: exportTime(format, SIZES),
		},
		{
			work: `${work}: memory above idle`,
			against: `the limit of ${MAX_MEGABYTES} MB`,
			unit: 'MB',
			goal: 1,
			measure: exportMemory(format, SIZES),
		},
	];
});

const summed: readonly Line[] = [
	{
		work: '1,000,000 results of 5,000 learners, Learner Progress with names: memory above idle',
		against: `the limit of ${MAX_MEGABYTES} MB`,
		unit: 'MB',
		goal: 1,
		measure: readMemory(learnerProgress, { whole: WHOLE, some: FEW }),
	},
];

const lists: readonly Line[] = [
	{
		work: 'opening the list of 10,000 users again within a minute',
		against: 'opening it first',
		unit: 'requests',
		goal: 0,
		measure: openingAgain(PEOPLE),
	},
];

export const LINES: readonly Line[] = [
	...pages,
	...inMemory,
	...fromFar,
	...inLittleMemory,
	...files,
	...wholeAccount,
	...summed,
	...lists,
];
