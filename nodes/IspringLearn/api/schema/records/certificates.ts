/** The schema of issued certificates, and of the link to one. */
import type { RawRecord, Value } from '../record';
import { isRecord, readField, readId, setField } from '../record';
import type { RecordSchema } from '../recordSchema';
import { COURSE_TITLE, DEPARTMENT_OF_PERSON, PERSON } from './columns';

/** What an enrollment says about its certificate; null if none was issued. */
function certificateIn({ certificate }: RawRecord): RawRecord | null {
	if (certificate === undefined || !isRecord(certificate)) return null;
	return readId(certificate, 'issuedCertificateId') === '' ? null : certificate;
}

/** Whether a certificate was issued for an enrollment. */
export const hasCertificate = (enrollment: RawRecord): boolean =>
	certificateIn(enrollment) !== null;

/** A field that the vendor may add: `number` becomes `certificateNumber`. */
const prefixed = (name: string): string =>
	/^certificate/i.test(name) ? name : `certificate${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** The fields of a certificate that are columns under another name, or under their own. */
const NAMES: Readonly<Record<string, string>> = {
	issuedCertificateId: 'certificateId',
	issueDate: 'issueDate',
	expiryDate: 'expiryDate',
};

/** Moves the fields of the certificate beside those of its enrollment. */
function toCertificate({ learnerId, certificate: sent, ...enrollment }: RawRecord): RawRecord {
	const record: RawRecord = { userId: learnerId, ...enrollment };
	const certificate: Value = certificateIn({ certificate: sent });
	if (certificate === null) return record;
	for (const name of Object.keys(certificate)) {
		const column = Object.hasOwn(NAMES, name) ? NAMES[name] : prefixed(name);
		setField(record, column, readField(certificate, name));
	}
	return record;
}

/** An enrollment with an issued certificate. The key is that of the record as sent. */
export const CERTIFICATE: RecordSchema = {
	primaryKey: ['enrollmentId'],
	createTransform: () => toCertificate,
	columns: [
		...PERSON,
		COURSE_TITLE,
		{ name: 'issueDate', type: 'dateTime' },
		{ name: 'expiryDate', type: 'dateTime' },
		{ name: 'accessDate', type: 'dateTime' },
		{ name: 'dueDate', type: 'dateTime' },
		{ name: 'expirationDate', type: 'dateTime' },
		{ name: 'shouldLockAfterDueDate', type: 'boolean' },
		{ name: 'enrollmentTypeGroup', type: 'number' },
		{ name: 'userId', type: 'id' },
		DEPARTMENT_OF_PERSON,
		{ name: 'courseId', type: 'id' },
		{ name: 'enrollmentId', type: 'id' },
		{ name: 'certificateId', type: 'id' },
	],
};

/** The address of a certificate's file. */
export const CERTIFICATE_LINK: RecordSchema = {
	primaryKey: ['url'],
	columns: [{ name: 'url', type: 'text' }],
};
