/** Says how far the read of an input item has come: in its progress, and in n8n's log. */
import { LoggerProxy } from 'n8n-workflow';
import type { ListEndpoint } from '../../../api/endpoints/endpoint';
import { CancelledError } from '../../../api/requester/abort';
import type { RawRecord } from '../../../api/schema/record';
import { LOG_LINES } from '../../../errors/messages/nodeMessages';
import { recordName } from '../../../errors/messages/template';
import type { ReadContext } from '../../readContext';

/**
 * Keeps the progress and the log up to date while pages are read.
 * @throws CancelledError once the execution is cancelled
 */
export async function* trackPages(
	pages: AsyncIterable<RawRecord[]>,
	{ context, progress, run }: ReadContext,
	{ name }: ListEndpoint,
): AsyncGenerator<RawRecord[]> {
	let sum = 0;
	for await (const records of pages) {
		if (run.signal.aborted) throw new CancelledError();
		progress.retries = 0;
		progress.pages += 1;
		sum += records.length;
		const line = LOG_LINES.page(progress.pages, sum, recordName(name));
		LoggerProxy.debug(line, { item: context.getItemIndex() });
		yield records;
	}
}
