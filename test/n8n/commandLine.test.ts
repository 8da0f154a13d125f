import { checkCommandLine } from './commandLine.checks';
import { CURRENT } from './install/lines';

checkCommandLine(CURRENT);
