import { exportOperation } from '../../operations/listOperation';
import { enrollments } from './getAll';

export const exportToFile = exportOperation(enrollments);
