import type { FormDescriptor } from '../../../nodes/IspringLearn/errors/form';
import { CREDENTIAL_FORM } from '../../../nodes/IspringLearn/errors/form';
import { describeReason } from '../../../nodes/IspringLearn/errors/messages';

type Reason = Parameters<typeof describeReason>[0];
type Data = Parameters<typeof describeReason>[1];

/** The words for what api/ throws. */
export const wordsOf = (
	{ reason, data }: { reason: Reason; data?: Data },
	form: FormDescriptor = CREDENTIAL_FORM,
) => describeReason(reason, data, form);

/** The headline alone. */
export const messageOf = (error: { reason: Reason; data?: Data }): string => wordsOf(error).message;
