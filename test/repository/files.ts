import { join } from 'node:path';
import { ROOT } from '../n8n/package';
import { filesIn } from '../package/unpacked';

/** Paths of all files in these folders of the repository, from its root. */
export const filesBelow = (...folders: readonly string[]): string[] =>
	folders.flatMap((folder) => filesIn(join(ROOT, folder)).map((file) => join(folder, file)));

/** What is shipped, as it is written. */
export const SHIPPED = filesBelow('nodes', 'credentials');

/** The code among it. */
export const SOURCES = SHIPPED.filter((file) => file.endsWith('.ts'));
