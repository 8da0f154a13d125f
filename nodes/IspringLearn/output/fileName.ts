import type { FileFormat } from './formats';

const hasEnding = (name: string, { endings }: FileFormat): boolean =>
	endings.some((ending) => name.toLowerCase().endsWith(ending));

/** The name of a file as it was typed, with the ending of its format. */
export function withExtension(name: string, format: FileFormat): string {
	return hasEnding(name, format) ? name : `${name}${format.endings[0]}`;
}

/**
 * Why a name cannot be that of a file, in words that follow the name; null when it can. What later
 * steps do with the name is not known here, so it must not lead into another folder anywhere.
 */
export function validateFileName(name: string): string | null {
	if (/[/\\]/.test(name)) return 'is not a name alone: it has a slash in it';
	if (/\p{Cc}/u.test(name)) return 'has a line break or another control character in it';
	if (/^\.+[^.]*$/.test(name)) return 'has nothing before its ending';
	return null;
}

/** The name of a file that was given none: `module-results-2026-11-25`. */
export const defaultFileName = (label: string, day: string): string =>
	`${label.replaceAll(' ', '-')}-${day}`;
