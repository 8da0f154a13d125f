/** The examples that change iSpring Learn, and those with certificates, executed against simulated accounts: what they change, and that they change it once. */
import { checkCertificatesByEmail, checkRecertification } from './examples/certificates.checks';
import { ChangesServer } from './examples/changesServer';
import { checkDealWon } from './examples/dealWon.checks';
import { FORMATS } from './examples/exampleServer';
import { checkFailedTwice } from './examples/failedTwice.checks';
import { checkLeavers } from './examples/leavers.checks';
import { checkNewHires } from './examples/newHires.checks';

const INSTALL_TIMEOUT_MS = 1_800_000;

let server: ChangesServer;

beforeAll(async () => {
	server = await ChangesServer.start();
}, INSTALL_TIMEOUT_MS);

afterAll(async () => {
	await server?.clear();
});

checkCertificatesByEmail(() => server, 'xml');
checkRecertification(() => server, 'json');

describe.each(FORMATS)('with responses in %s', (format) => {
	checkNewHires(() => server, format);
	checkLeavers(() => server, format);
	checkFailedTwice(() => server, format);
	checkDealWon(() => server, format);
});
