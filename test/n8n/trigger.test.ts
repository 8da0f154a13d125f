import { CURRENT } from './install/lines';
import { checkTrigger } from './trigger.checks';

/** With this setting, n8n 2.36 and later stores the state together with the execution. It is off by default. */
const DURABLE = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

describe('as it is installed', () => checkTrigger('as it is installed', CURRENT, {}));
describe('with durable cursors', () => checkTrigger('with durable cursors', CURRENT, DURABLE));
