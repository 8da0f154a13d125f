/** LibreOffice without a window: opens a file as a person's does by a double click, and saves it in another format. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runOrThrow } from '../../support/run';
import { programPath } from './programs';

const TIMEOUT_MS = 120_000;

/** The numbers of CSV in LibreOffice's filters: semicolon, quotation mark, UTF-8, from the first line. */
const SEMICOLONS = '59,34,76,1';
/** The number of German (Germany) in its filters. */
const GERMAN = '1031';

/** A German LibreOffice reads a CSV file with semicolons, and recognizes numbers and dates. */
const GERMAN_CSV = `--infilter=CSV:${SEMICOLONS},,${GERMAN},false,true`;

/** What LibreOffice saves. */
const TARGETS = {
	/** Every cell with its type: OpenDocument in a single XML file. */
	cells: { extension: 'fods', filter: 'fods' },
	/** What a person sees, with semicolons. */
	shown: {
		extension: 'csv',
		filter: `csv:Text - txt - csv (StarCalc):${SEMICOLONS},,0,false,true,false`,
	},
} as const;

const localeSetting = (locale: string): string =>
	`<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>${locale}</value></prop></item>
</oor:items>
`;

export class LibreOffice {
	private readonly folder = mkdtempSync(join(tmpdir(), 'libreoffice-'));

	/** @param locale the country whose numbers and dates it reads and shows */
	constructor(locale: 'en-US' | 'de-DE') {
		const user = join(this.folder, 'profile', 'user');
		mkdirSync(user, { recursive: true });
		writeFileSync(join(user, 'registrymodifications.xcu'), localeSetting(locale));
	}

	/** Opens a file and returns what it saves. */
	async convert(
		content: Uint8Array,
		extension: 'xlsx' | 'csv',
		to: keyof typeof TARGETS,
	): Promise<string> {
		const target = TARGETS[to];
		const file = join(this.folder, `export.${extension}`);
		writeFileSync(file, content);
		const saved = join(this.folder, 'saved');
		await runOrThrow(
			programPath('soffice'),
			[
				`-env:UserInstallation=${pathToFileURL(join(this.folder, 'profile')).href}`,
				'--headless',
				...(extension === 'csv' ? [GERMAN_CSV] : []),
				...['--convert-to', target.filter, '--outdir', saved, file],
			],
			{ timeout: TIMEOUT_MS },
		);
		return readFileSync(join(saved, `export.${target.extension}`), 'utf8');
	}

	close(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}
}
