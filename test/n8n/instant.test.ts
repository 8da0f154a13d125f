import { CURRENT } from './install/lines';
import { checkInstant } from './instant/instant.checks';

checkInstant(CURRENT, 'N8N_WEBHOOK_URL');
