/** Homework attempts in JSON and in XML: the same row from both. */
import {
	ASSIGNMENT,
	HOMEWORK_ATTEMPT,
} from '../../../../nodes/IspringLearn/api/schema/records/homework';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { createTransform } from '../../../../nodes/IspringLearn/api/schema/recordSchema';

const filesOf = (record: RawRecord) => createTransform(HOMEWORK_ATTEMPT)(record).attachments;
const fieldsOf = (record: RawRecord) => createTransform(ASSIGNMENT)(record).courseFields;

const FILE = { fileName: 'a.pdf', url: 'https://u', fileSize: 3 };
const SENT = { ...FILE, fileSize: '3' };

it.each<[string, RawRecord]>([
	['JSON', { attachments: [FILE] }],
	['XML with one file', { attachments: { attachment: SENT } }],
	['XML with one file among several elements', { attachments: { attachment: [SENT] } }],
	['XML with files in the attempt itself', { attachment: SENT }],
])('reads the files of %s', (_form, record) => {
	expect(filesOf(record)).toEqual([FILE]);
});

it('leaves no file out, even without a name or a size', () => {
	const files = { attachment: [{ fileName: '', fileSize: '\n', url: 'u' }, { fileName: 'b' }] };
	expect(filesOf({ attachments: files })).toEqual([
		{ fileName: '', fileSize: null, url: 'u' },
		{ fileName: 'b', fileSize: null },
	]);
	expect(filesOf({})).toEqual([]);
});

it('reads the values of course fields as a list', () => {
	const field = { fieldId: 'f', fieldValue: 'R&D' };
	for (const courseFields of [[field], { courseField: field }, { courseField: [field] }])
		expect(fieldsOf({ courseFields })).toEqual([field]);
	expect(fieldsOf({ courseField: [field, field] })).toEqual([field, field]);
	expect(fieldsOf({ courseFields: null })).toEqual([]);
});
