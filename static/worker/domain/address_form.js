// @ts-check
// How a Japanese message names the person it is for, and the ten ways to get that wrong (R44).

import { LONGEST_LINE, length } from './letter.js';
import { fullName, isLatin } from './name.js';
import { companyKey, fold } from './search.js';
import { oneLine } from './text.js';

/** @typedef {Record<string, any>} StoredRecord */

export const NOBODY = '〇〇 様';
/** @type {[string, string][]} */
const SHORT_FORMS = [
  ['株式会社', '[（(]株[）)]|㈱'],
  ['有限会社', '[（(]有[）)]|㈲'],
  ['合同会社', '[（(][同合][）)]|㈾'],
];
const MASTERS =
  /弁護士|税理士|会計士|司法書士|行政書士|社会保険労務士|弁理士|建築士|医師|医院長|院長|教授|教諭/u;
const POSTS =
  '代表取締役社長|代表取締役|取締役会長|取締役社長|取締役|執行役員|会長|副社長|社長|専務|常務|監査役|理事長|理事' +
  '|本部長|副部長|部長|次長|副課長|課長|係長|主任|室長|所長|支社長|支店長|店長|工場長|局長|院長|校長|学長|園長' +
  '|教授|代表|マネージャー|マネジャー|リーダー|ディレクター|CEO|COO|CTO|CFO';
const HONOURS = '様|さま|さん|先生|殿|御中|各位';
const POST_HONOURED = new RegExp(`(?:${POSTS})(?:様|さま|殿)`, 'gu');
const DOUBLED = /(?:様|さん|先生|殿|御中|各位)[ \u3000]?(?:様|殿|御中|各位)/gu;
const SHORT = new RegExp(SHORT_FORMS.map(([, short]) => short).join('|'), 'gu');
const ENDS_HONOURED = new RegExp(`(?:${HONOURS}|${POSTS})[、,]?$`, 'u');
const LEGAL = /株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|社団法人|財団法人/u;

/**
 * Promise a company as printed, its legal form written out: never (株) in a message.
 * @param {string} organization
 */
export function printedCompany(organization) {
  return SHORT_FORMS.reduce(
    (text, [whole, short]) => text.replace(new RegExp(short, 'gu'), whole),
    oneLine(organization),
  );
}

/**
 * Promise company, department and title, name 様, each on its line; 御中 for a company without a person.
 *
 * Teachers, doctors and lawyers are 先生. is_short: the name alone, as one writes in LINE or an SMS.
 * @param {StoredRecord} contact
 * @param {boolean} is_short
 */
export function addressLines(contact, is_short) {
  const [who, company] = [fullName(contact), printedCompany(contact.organization)];
  const [department, title] = [oneLine(contact.department), oneLine(contact.title)];
  if (!who) {
    if (!company) return [NOBODY];
    return department && !is_short ? [company, `${department} 御中`] : [`${company} 御中`];
  }
  const honoured = `${who} ${MASTERS.test(title) ? '先生' : '様'}`;
  if (is_short) return [honoured];
  const post = department && title ? `${department} ${title}` : department || title;
  const posts = length(post) <= LONGEST_LINE ? [post] : [department, title];
  return [company, ...posts, honoured].filter((line) => line !== '');
}

/**
 * Promise what is wrong with how a message addresses this person: [{"code", "words"}], nothing for a good one.
 *
 * Only Japanese letters are judged; the head is what stands before the first empty line.
 * @param {string} text
 * @param {StoredRecord} contact
 * @returns {{code: string, words: string}[]}
 */
export function wrongForms(text, contact) {
  if (isLatin(fullName(contact))) return [];
  const lines = text
    .replace(/^\n+|\n+$/gu, '')
    .split('\n\n')[0]
    .split('\n');
  const head = lines.map((line) => line.replace(/^[ \u3000]+|[ \u3000]+$/gu, '')).slice(0, 8);
  const found = [
    ...coded('post_honoured', text.match(POST_HONOURED)),
    ...coded('doubled', text.match(DOUBLED)),
    ...coded('short_company', head.join('\n').match(SHORT)),
    ...inHead(head, contact),
  ];
  const once = new Map(found.map((each) => [`${each.code}\n${each.words}`, each]));
  return [...once.values()];
}

/** @param {string} code @param {string[] | null} found */
function coded(code, found) {
  return (found ?? []).map((words) => ({ code, words }));
}

/** @param {string[]} head @param {StoredRecord} contact */
function inHead(head, contact) {
  const [family, company] = [oneLine(contact.family_name), printedCompany(contact.organization)];
  const honoured = head.filter((line) => ENDS_HONOURED.test(line));
  const people = honoured.filter((line) => !/(?:御中|各位)$/u.test(line));
  const firms = head.filter((line) => isFirm(line, company));
  const asPerson = people.filter((line) => firms.includes(line) && !has(line, family));
  const found = coded('company_honoured', asPerson);
  if (people.length > 0 && head.some((line) => line.includes('御中'))) {
    found.push({ code: 'both_honoured', words: '御中' });
  }
  const lords = head.filter((line) => /殿[、,]?$/u.test(line));
  found.push(...coded('dono', lords));
  if (family) {
    const named = head.filter((line) => has(line, family) && !isCompanyAlone(line, company));
    if (named.length > 0 && !named.some((line) => people.includes(line))) {
      found.push({ code: 'no_honour', words: named[named.length - 1] });
    }
    const strangers = people.filter((line) => !firms.includes(line));
    if (strangers.length > 0 && named.length === 0) {
      found.push({ code: 'other_name', words: strangers[strangers.length - 1] });
    }
    found.push(...order(head, named, firms, contact));
  }
  return [...found, ...otherCompany(head, company)];
}

/** Company, department, title, name: whatever comes after the name comes too late. @param {string[]} head @param {string[]} named @param {string[]} firms @param {StoredRecord} contact */
function order(head, named, firms, { department, title }) {
  if (named.length === 0) return [];
  const posts = [oneLine(department), oneLine(title)];
  const after = head.slice(head.indexOf(named[0]) + 1);
  const late = after.filter((line) => firms.includes(line) || (line && posts.includes(line)));
  return coded('order', late.slice(0, 1));
}

/** The legal form stands where it is printed: 前株 and 後株 are two names. @param {string[]} head @param {string} company */
function otherCompany(head, company) {
  const core = companyKey(company);
  if (!core || !LEGAL.test(company)) return [];
  const lines = head.filter((line) => fold(line).includes(fold(core)));
  const wrong = lines.filter((line) => !closed(printedCompany(line)).includes(closed(company)));
  return coded('company_form', wrong.slice(0, 1));
}

/** @param {string} line @param {string} company */
function isFirm(line, company) {
  const core = companyKey(company);
  return LEGAL.test(line) || (core !== '' && fold(line).includes(fold(core)));
}

/** @param {string} line @param {string} company */
function isCompanyAlone(line, company) {
  return closed(line) === closed(company);
}

/** @param {string} line @param {string} family */
function has(line, family) {
  return family !== '' && closed(line).includes(closed(family));
}

/** @param {string} text */
function closed(text) {
  return fold(text).replaceAll(' ', '');
}
