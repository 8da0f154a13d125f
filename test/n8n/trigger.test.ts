import { CURRENT } from './install/lines';
import { checkTrigger } from './trigger.checks';

/** Where n8n 2.36 and later keeps the state together with the execution, which has to be turned on. */
const DURABLE = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

describe('as it is installed', () => checkTrigger('as it is installed', CURRENT, {}));
describe('with durable cursors', () => checkTrigger('with durable cursors', CURRENT, DURABLE));
