/** Whether digits can be a SIREN (nine) or a SIRET (fourteen): their last one proves the others, by the rule of INSEE or by that of La Poste. */
export function isRegisterNumber(digits: string): boolean {
  return /^(?:\d{9}|\d{14})$/.test(digits) && (passesLuhn(digits) || isPostOffice(digits));
}

/** The check that INSEE gives its numbers (ISO/IEC 7812-1, annex B). */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Establishments of La Poste have numbers by a rule of their own: the sum of their digits is a multiple of five. */
function isPostOffice(digits: string): boolean {
  const sum = [...digits].reduce((total, digit) => total + Number(digit), 0);
  return digits.length === 14 && digits.startsWith('356000000') && sum % 5 === 0;
}
