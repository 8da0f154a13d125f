import { ApiError } from '../apiError';

/** Why a file cannot be downloaded. Hosts are named without the path: a link works for everybody who has it. */
export interface FileReasons {
	/** The link isn't a URL or contains a login, or a redirect leads nowhere. */
	unusableLink: undefined;
	/** The link, or a redirect, is not https. */
	insecureLink: { fileHost: string };
	tooManyRedirects: { fileHost: string };
	fileTooLarge: { maxMegabytes: number };
	/** The server of the file responded with an error. */
	fileRefused: { fileHost: string; answerStatus: number };
	/** The server of the file could not be reached, or the connection broke. */
	fileUnreachable: { fileHost: string; faultCode: string; atProxy?: boolean };
	/** The server of the file sent something else. */
	notThisFile: { fileHost: string; isWebPage: boolean };
	/** The file arrived empty or incomplete, even when it was requested again. */
	incompleteFile: { fileHost: string; received: number; expected: number | null };
}

/** What stopped a download, after the link to the file was known. */
export class FileError extends ApiError<FileReasons> {
	override name = 'FileError';
}

/** A file that arrived empty or cut off. Has the code of a lost connection, so it is requested again. */
export class IncompleteFile extends Error {
	readonly code = 'ECONNRESET';

	constructor(
		readonly received: number,
		readonly expected: number | null,
	) {
		super('incomplete file');
		this.name = 'IncompleteFile';
	}
}

/** An error status from the file's server, in the form in which n8n attaches responses to errors. */
export class FileStatus extends Error {
	constructor(readonly response: { status: number; headers: unknown }) {
		super(`status ${response.status}`);
		this.name = 'FileStatus';
	}
}
