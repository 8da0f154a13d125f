import fc from 'fast-check';
import { createWordFilter, foldText } from '../../../nodes/IspringLearn/methods/names/textMatching';

it.each([
	['Łukasz', 'lukasz'],
	['Søren Øberg', 'soren oberg'],
	['Straße', 'strasse'],
	['STRAẞE', 'strasse'],
	['O’Neil', "o'neil"],
	['OʼNeil', "o'neil"],
	['O‘Neil', "o'neil"],
	['O`Neil', "o'neil"],
	['O´Neil', "o'neil"],
	['O＇Neil', "o'neil"],
	['Đorđe', 'dorde'],
	['Ħal', 'hal'],
	['IŞIK ışık İzmir', 'isik isik izmir'],
	['Ægir ǽ', 'aegir ae'],
	['Œuvre cœur', 'oeuvre coeur'],
	['Þórður', 'thordur'],
	['Eðvarð', 'edvard'],
	['Ŧ ŧ', 't t'],
	['Ŋ ŋ', 'n n'],
	['ĸ', 'k'],
	['Ŀl·l', 'l·l·l'],
	['Ƀ ƀ Ɨ ɨ Ǥ ǥ Ɵ ɵ Ƶ ƶ Ʉ ʉ', 'b b i i g g o o z z u u'],
	['ſ ﬁ ﬀ', 's fi ff'],
	['Anne–Marie Anne‑Marie Anne—Marie Anne−Marie', 'anne-marie anne-marie anne-marie anne-marie'],
	['A\u00a0B\u202fC\u3000D\u2009E', 'a b c d e'],
	['  A \n\t B ', 'a b'],
	['ＡＢＣ　１２３＠', 'abc 123@'],
	['Smi\u00adth\u200b \u202eX\ufeff', 'smith x'],
	['„Fire“ «Drill» “X”', '"fire" "drill" "x"'],
	['Élodie Müller Ñandú Čapek Ångström', 'elodie muller nandu capek angstrom'],
	['Wait…', 'wait...'],
	['Ёлка Йод', 'елка иод'],
	['Ἀθῆναι', 'αθηναι'],
	['Nguyễn Văn Đức', 'nguyen van duc'],
])('folds %s to %s', (text, plain) => {
	expect(foldText(text)).toBe(plain);
});

it.each([
	['が', 'か'],
	['राम', 'रम'],
	['한', '하'],
	['Anna', 'Ann'],
	['A1', 'A2'],
	['Team A', 'TeamA B'],
])('keeps %s and %s apart: they are different words', (one, other) => {
	expect(foldText(one)).not.toBe(foldText(other));
});

it('is idempotent, and independent of the normalisation form', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (text) => {
			expect(foldText(foldText(text))).toBe(foldText(text));
			expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')));
		}),
	);
});

it.each([
	['王小明', '小明 王', true],
	['王小', '小明 王 <wang@example.com>', true],
	['小明王', '小明 王', false],
	['王大明', '小明 王', false],
	['김민준', '민준 김', true],
	['たなかけんじ', 'けんじ たなか', true],
	['消防安全', '安全消防手册', false],
	['smithjohn', 'John Smith', false],
])('finds %s in %s: %s', (search, text, isFound) => {
	expect(createWordFilter(search)(text)).toBe(isFound);
});
