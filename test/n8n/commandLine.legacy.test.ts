import { checkCommandLine } from './commandLine.checks';
import { LEGACY } from './install/lines';

checkCommandLine(LEGACY);
