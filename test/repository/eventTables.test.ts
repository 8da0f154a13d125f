/** The tables of the instant trigger's events in docs/triggers.md. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INSTANT_EVENTS } from '../../nodes/IspringLearn/triggers/instant/events';
import { withEventTables } from '../support/eventTables';
import { ROOT } from '../support/package';

const DOCUMENT = readFileSync(join(ROOT, 'docs/triggers.md'), 'utf8');

test('the document has every event, see test/support/eventTables.ts', () => {
	expect(withEventTables(DOCUMENT)).toBe(DOCUMENT);
});

test.each(Object.values(INSTANT_EVENTS))('a missing row is written: $name', ({ name }) => {
	const stale = DOCUMENT.replace(new RegExp(`^\\| ${name} \\| .*\n`, 'm'), '');
	expect(stale).not.toBe(DOCUMENT);
	expect(withEventTables(stale)).toBe(DOCUMENT);
});

test('the tables say what narrows an event, and which columns it has', () => {
	expect(DOCUMENT).toMatch(
		/^\| Module Completed \| when [^|]+ \| users, course items \| \[Module Result\]/m,
	);
	expect(DOCUMENT).toMatch(/^\| User Registered \| when [^|]+ \| +\| \[User\]/m);
	expect(DOCUMENT).toMatch(/<summary>Training Participant<\/summary>/);
});

test('detects a document without the lines around the tables', () => {
	expect(() => withEventTables('# Triggers')).toThrow('events');
});
