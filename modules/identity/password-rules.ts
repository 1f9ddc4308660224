import { refuse } from '../../schema/index.ts'
import { maxPasswordLength } from './passwords.ts'

const minPasswordLength = 10

/** What guessing begins with, of ten characters and more; shorter ones are refused by their length. */
const common = new Set(
  `1234567890 0123456789 12345678910 123456789a 1q2w3e4r5t 1qaz2wsx3edc qwertyuiop qwerty1234 qwerty12345 qwerty123456
  asdfghjkl1 zxcvbnm123 password12 password123 password1234 passw0rd123 parola1234 parola12345 sifre12345 sifre123456
  galatasaray galatasaray1905 fenerbahce fenerbahce1907 besiktas1903 trabzonspor trabzonspor61 istanbul34 istanbul1453
  turkiye1923 ataturk1881 ataturk1938 iloveyou123 welcome123 welcome1234 letmein123 administrator admin12345 admin123456
  abcdefghij abcd123456 abc1234567 abcdef1234 seniseviyorum askimaskim basketball football123 superman123 lonca12345
  lonca123456 demodemo12 changeme123 test123456 testtest12`.split(/\s+/),
)

/** Refuses a password that is too short, too long, or one of those that everybody tries first. */
export function refuseWeakPassword(password: string, email: string, field = 'password'): void {
  if (password.length < minPasswordLength) refuse('PASSWORD_TOO_SHORT', [field], { min: minPasswordLength })
  if (password.length > maxPasswordLength) refuse('TOO_LONG', [field], { max: maxPasswordLength })
  const folded = password.toLowerCase()
  const name = email.toLowerCase().split('@')[0] ?? ''
  const isOneCharacter = new Set(folded).size <= 2
  if (isOneCharacter || common.has(folded) || folded === email.toLowerCase() || folded === name.repeat(2)) {
    refuse('PASSWORD_TOO_COMMON', [field])
  }
}
