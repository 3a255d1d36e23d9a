/**
 * Letters of who is let in: n(obody), f(oreigner: administrator of another organization), m(ember), v(iewer), i(nteractive
 * viewer), e(ditor), d(eveloper), a(dmin).
 */
export const everybody = 'nfmvieda'
export const signedIn = 'fmvieda'
export const viewers = 'vieda'
export const askers = 'ieda'
export const editors = 'eda'
export const developers = 'da'
export const admins = 'a'
/** On the own organization, which the foreigner has too. */
export const adminsOfTheirs = 'fa'
