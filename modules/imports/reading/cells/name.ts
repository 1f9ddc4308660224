import { blank, type CellParser, read, unread } from '../kind.ts'
import { cellProblem } from '../problem.ts'
import { plainText } from './text.ts'

/**
 * Given names in common use that the rule in `lowerI` would get wrong: Arabic and Persian names break vowel
 * harmony, and names such as Filiz have no other vowel to decide by.
 */
const IRREGULAR_NAMES =
  'Adil Adile Akif Ali Aliye Arif Arife Atilla Atiye Avni Aylin Ayşin Bahri Bahriye Baki Bakiye Bilal ' +
  'Binnaz Binnur Bircan Birhan Birkan Birol Burçin Cahide Cahit Cavide Cavit Cihan Cihangir Cihat ' +
  'Didar Dilan Dilara Dilay Dildar Dilnaz Dilruba Dilşat Diyar Fadim Fadime Fahri Fahriye Faik Fariz ' +
  'Fatih Fatiha Fidan Filiz Galip Gani Habip Hadi Hafiz Hafize Halide Halil Halim Halime Halis Halise ' +
  'Halit Hami Hamide Hamit Hanife Hasibe Hasip Hatice Hayri Hayriye Hicran Hidayet Hilal Hilmi Hulusi ' +
  'Kadir Kadri Kadriye Kamil Kamile Kibar Kiraz Lamia Latif Latife Lina Lutfi Macide Macit Maide ' +
  'Malik Mihriban Mihrican Mina Mira Miray Mirza Naci Naciye Nadir Nadire Nadiye Nafi Nafia Nafiz ' +
  'Nafize Nagihan Nail Naile Naim Naime Narin Nasibe Nasip Nazif Nazife Nazik Nazmi Nazmiye Nida ' +
  'Nigar Nihal Nihan Nihat Nil Nilay Nilhan Nilsu Nisa Nisan Nisanur Niyazi Nurani Nuri Nuriye Pirhan ' +
  'Rabia Raci Rahim Rahime Raif Raife Ramiz Rasim Raziye Raşide Raşit Rifat Ruhi Rukiye Sabiha Sabit ' +
  'Sabri Sabriye Sadi Sadri Safi Safinaz Safiye Said Saim Saime Sait Salih Saliha Salim Salime Sami ' +
  'Samih Samiha Samime Samiye Saniye Sidar Simay Sina Sinan Subhi Sudi Suphi Suphiye Taci Tahir ' +
  'Tahire Talip Timur Timuçin Vacit Vahdi Vahide Vahit Vasfi Vicdan Vildan Yasin Yiğit Zahide Zahir ' +
  'Zahire Zahit Zakir Zarif Zarife Zihni Zinnur Ziya Zişan Çilay İbrahim İclal İdil İdris İhsan İkbal ' +
  'İlayda İlhan İlkay İlknur İlyas İnan İnci İrfan İsa İshak İsmail İsmihan Şadi Şadiye Şahin Şakir ' +
  'Şakire Şaziye Şinasi Şirin'

const IRREGULAR = new Map(IRREGULAR_NAMES.split(' ').map((name) => [asciiUpper(name), name] as const))

/**
 * A person's name. Names in mixed or lower case are kept as written; a name wholly in capitals is given
 * ordinary case.
 */
export function nameCell(options: { maxLength: number }): CellParser<string> {
  return (text) => {
    const given = plainText(text)
    if (given === '') return blank
    if (given.includes('\uFFFD')) return unread(cellProblem('DAMAGED_TEXT', { given }))
    if (given.length > options.maxLength)
      return unread(cellProblem('TEXT_TOO_LONG', { given, limit: options.maxLength }))
    return read(calmName(given))
  }
}

/**
 * `MERVE` is Merve, `YILMAZ-KAYA` is Yılmaz-Kaya, `Ayşe` and `de Souza` stay, and so does a single letter (an
 * initial). The hard letter is the capital I, which in Turkish is ı and in files made by English software is
 * also i (`ELIF`, `ŞAHIN`); see `lowerI`.
 */
export function calmName(name: string): string {
  if (!isShouted(name)) return name
  return name.replace(/\p{L}+/gu, (word) => (word.length < 2 ? word : calmWord(word)))
}

/** Whether a name has at least two letters and not one in lower case. */
export function isShouted(name: string): boolean {
  const letters = name.match(/\p{L}/gu) ?? []
  return letters.length > 1 && !/\p{Ll}/u.test(name)
}

function calmWord(word: string): string {
  const irregular = IRREGULAR.get(asciiUpper(word))
  if (irregular) return irregular
  const lower = [...word].map((letter, at) =>
    letter === 'I' ? lowerI(word, at) : letter.toLocaleLowerCase('tr'),
  )
  const [first = '', ...rest] = lower
  // A first capital I stays I where it is ı (Işık) and becomes İ where it is i (IPEK → İpek).
  return first.toLocaleUpperCase('tr') + rest.join('')
}

/**
 * Which small letter a capital I stands for, by vowel harmony: the nearest other vowel before it, or else
 * after it, decides. After a, ı, o, u comes ı (ASLI → Aslı, RIZA → Rıza), after e, i, ö, ü comes i (ELIF → Elif).
 * W, X and Q are no Turkish letters, so a word with one takes i. A word without another vowel takes ı.
 */
function lowerI(word: string, at: number): 'ı' | 'i' {
  if (/[WXQ]/.test(word)) return 'i'
  const before = [...word.slice(0, at)].reverse()
  const decisive = [...before, ...word.slice(at + 1)].find((letter) => /[AEOUÖÜİÂÛ]/.test(letter))
  return decisive && /[EÖÜİ]/.test(decisive) ? 'i' : 'ı'
}

/** Capitals as software without Turkish writes them: every i, ı, İ becomes I; other Turkish letters stay. */
function asciiUpper(text: string): string {
  return text.toLocaleUpperCase('tr').replace(/İ/g, 'I')
}
