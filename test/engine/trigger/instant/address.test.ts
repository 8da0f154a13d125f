/** An address that iSpring Learn can't reach is refused before anything is registered, with what to do. */
import { createInstantFixture, subscribersOf } from '../../../support/engine/instant/fixture';
import { useSuite } from '../../../support/engine/suite';

const suite = useSuite();

const NOT_PUBLIC = "iSpring Learn can't reach n8n's URL for this trigger";

test.each([
	['http://localhost:5678', NOT_PUBLIC],
	['https://localhost', NOT_PUBLIC],
	['https://127.0.0.1:5678', NOT_PUBLIC],
	['https://192.168.1.20', NOT_PUBLIC],
	['https://[::1]:5678', NOT_PUBLIC],
	['https://n8n.internal', NOT_PUBLIC],
	['https://n8n', NOT_PUBLIC],
	['http://n8n.example.com', "n8n's URL for this trigger doesn't start with https"],
	['', "n8n's URL for this trigger isn't a valid URL"],
])('%s is refused', async (origin, message) => {
	const fixture = await createInstantFixture(suite);
	// The simulator is in a private network, from which the vendor could reach such addresses.
	const credentials = suite.account(fixture.simulator, { baseUrl: 'https://learn.example.com' });
	const copy = fixture.workflow.copy({ origin, credentials, fields: { catchUp: false } });
	// n8n shows the message alone, so it also says what to do.
	const refused = new RegExp(`^${message}\\. .*N8N_WEBHOOK_URL`);
	await expect(copy.publish()).rejects.toThrow(refused);
	await expect(copy.listen()).rejects.toThrow(refused);
	expect(fixture.simulator.requests).toEqual([]);
});

test('an address with more than 255 characters is refused', async () => {
	const fixture = await createInstantFixture(suite);
	const copy = fixture.workflow.copy({ webhookId: 'x'.repeat(240) });
	await expect(copy.publish()).rejects.toThrow(
		/^n8n's URL for this trigger has more than 255 characters\. .*N8N_WEBHOOK_URL/,
	);
	expect(subscribersOf(fixture)).toEqual([]);
});

test('an address in the private network of the API is accepted', async () => {
	const fixture = await createInstantFixture(suite);
	const copy = fixture.workflow.copy({ origin: fixture.n8n.url });
	await copy.publish();
	expect(subscribersOf(fixture)).toMatchObject([{ isConfirmed: true }]);
});
