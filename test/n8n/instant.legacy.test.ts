import { LEGACY } from './install/lines';
import { checkInstant } from './instant/instant.checks';

checkInstant(LEGACY, 'WEBHOOK_URL');
