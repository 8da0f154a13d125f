/** The operations of an issued certificate. */
import { RECORDS } from '../../api/endpoints/records';
import { requiredLocator } from '../../fields/ids/locators';
import { downloadOperation, linkOperation } from '../../operations/download/definition';
import { operations as list } from './list';

const CERTIFICATE = {
	endpoint: RECORDS.certificateLink,
	id: requiredLocator(
		'certificate',
		"The issued certificate. Choose it, or use an expression with the certificateId that 'Get Many' returns.",
	),
};

const download = downloadOperation(
	{
		...CERTIFICATE,
		action: 'Download a certificate',
		description: 'Download a certificate as a PDF file, for example to attach it to an email',
	},
	'certificate',
);

const getLink = linkOperation({
	...CERTIFICATE,
	action: 'Get a link to a certificate',
	description:
		'Retrieve a link that opens a certificate. It is valid for ten minutes, and works for everybody who has it.',
});

export const operations = [download, getLink, ...list];
