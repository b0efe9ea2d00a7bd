// @ts-check
// What a cell of an attendee list most likely is: a person, a company, a title. A guess, shown before it is kept.

import { fold } from './search.js';
import { oneLine } from './text.js';

const CELLS = ['name', 'organization', 'title', 'line'];
const PEOPLE = ['name', 'family_name', 'given_name', 'organization'];
/** Of a hundred cells of a column, so many make its kind. Names are written in too many ways to ask for more. */
const ENOUGH = 30;
const LEAST = { organization: ENOUGH, title: ENOUGH, name: 1 };

/** What the head of a column says, folded, without spaces. The first that fits decides. @type {[string, RegExp][]} */
const HEADS = [
  [
    '',
    /ふりがな|よみ|かな|電話|tel|fax|mail|めーる|url|住所|郵便|^no$|^no[.]|番号|^id$|日時|受付|性別|年齢|phone/u,
  ],
  ['family_name', /^姓|^苗字|^名字|^lastname|^familyname|^surname/u],
  ['given_name', /^名$|^firstname|^givenname/u],
  ['department', /部署|部門|department|division/u],
  ['title', /役職|肩書|職位|職種|^title|jobtitle|position|^role/u],
  [
    'organization',
    /会社|企業|社名|所属|団体|組織|法人|勤務先|屋号|company|organi[sz]ation|employer/u,
  ],
  ['name', /氏名|名前|参加者|出席者|お名前|^name|fullname|attendee|participant/u],
  [
    'line',
    /備考|こめんと|紹介|業種|事業|内容|めも|探|提供|課題|目的|ぷろふぃーる|note|comment|profile|industry/u,
  ],
];

const FIRM = new RegExp(
  '株式会社|有限会社|合同会社|合資会社|合名会社|法人|協会|組合|連合会|大学|学園|銀行|信用金庫|研究所|事務所|製作所|' +
    '工業|商事|商会|商店|商工会|産業|建設|工務店|不動産|印刷|精機|精密|機械|電機|電気|電子|電工|物流|運輸|運送|食品|製薬|' +
    '化学|金属|鉄工|通信|技研|総研|企画$|設計$|工房|らぼ$|すたじお$|おふぃす$|そふと$|てっく$|ねっと$|わーくす$|' +
    'ぱーとなーず$|じゃぱん$|しすてむず?$|ほーるでぃんぐす|こんさるてぃんぐ$|そりゅーしょんず?$|' +
    '(?:^|[ ,])(?:inc|ltd|llc|corp|corporation|company|gmbh|co)(?:[.,]|$)|k[.]k[.]|labs?$|studios?$',
  'u',
);
/** Headings of a table in which no column can hold a person. */
const OTHER_HEAD = new RegExp(
  '^(?:業種|業界|人数|件数|数|番号|no[.]?|金額|料金|日付|日時|時間|場所|備考|内容|項目|電話(?:番号)?|住所|url|e?-?mail|' +
    'めーる(?:あどれす)?|industry|number|date|time|place|note|phone|address)$',
  'u',
);
const LEGAL = /株式会社|有限会社|合同会社|法人[^名格]|.法人$/u;
const TITLE = new RegExp(
  '代表|社長|会長|取締役|執行役|専務|常務|部長|課長|係長|主任|次長|室長|所長|店長|支店長|本部長|理事|顧問|' +
    '監査役|店主|経営者|個人事業主|ふりーらんす|担当$|まねーじゃー$|りーだー$|でぃれくたー$|えんじにあ$|でざいなー$|' +
    'こんさるたんと$|ぷろでゅーさー$|税理士$|会計士$|弁護士$|行政書士$|司法書士$|社会保険労務士$|社労士$|診断士$|' +
    '^c[a-z]o$|^(?:vp|md|founder|co-founder|president|owner|director|manager|engineer|designer|consultant|partner)$|' +
    '(?:director|manager|officer|engineer|designer|consultant|president|founder)$',
  'u',
);
const DEPARTMENT = /.(?:部|課|室|局|ぐるーぷ|ちーむ|ゆにっと|本部|事業部|支店|支社|営業所)$/u;
const CALLED = /(?:様|さま|さん|氏|殿|先生)$/u;
const KANJI = '々〆ヶ\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}';
const PERSON = new RegExp(
  `^(?:[${KANJI}]{1,4}[${KANJI}\\u3041-\\u3096]{1,4}` +
    `|[${KANJI}\\u3041-\\u3096]{1,4}[ ・][${KANJI}\\u3041-\\u30ff]{1,5}` +
    '|[\\u3041-\\u3096ー]{2,6}(?: [\\u3041-\\u3096ー]{2,6})?' +
    '|[\\u30a1-\\u30faー]{2,10}[ ・=＝][\\u30a1-\\u30faー]{2,10}' +
    "|[A-Z\\u00c0-\\u00de][a-z\\u00df-\\u024f'’.\\-]+(?: [A-Z\\u00c0-\\u00de][a-z\\u00df-\\u024f'’.\\-]*){1,2})$",
  'u',
);
const NOBODY =
  /参加|出席|名簿|一覧|受付|予定|未定|欠席|懇親|会場|主催|定員|以上|申込|募集|業$|業界|製造|関係|以下|^その他|ほか/u;
const FORMS = /[（(](?:株|有|同|資|名|一社|一財|公財|公社|社福|社|財|学|医|独|特非)[）)]/gu;
const BRACKETS = [...'（(）)'];
const HIDDEN = [...'\ue000\ue001\ue002\ue003'];
const BARE_FORM =
  /^(?:(?:株式会社|有限会社|合同会社|一般社団法人|[（(].{1,3}[）)]|㈱|㈲)|(?:co|inc|ltd|llc|corp)[.]?,?)$/iu;
const NO_FIRM = /[\u3041-\u3096。@]|^[0-9 -]+$/u;
const BULLET = /^(?:[・●○■□◆◇★☆*‣▪•–—-]+[ ]*|[(（]?[0-9]{1,3}[.)）．、：:][ ]*)+/u;
const BREAKS = /[\t|｜/／,、，;；:：→「」『』【】（）()〈〉<>［］[\]]+/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what it asks for.
const ASCII = /^[\u0000-\u007f]*$/u;

/**
 * Promise the column kinds that a row of headings names, or [] when it is no such row.
 * @param {string[]} row
 * @returns {string[]}
 */
export function headerColumns(row) {
  const keys = row.map((cell) => fold(cell).replaceAll(' ', ''));
  const named = keys.map(headed);
  const written = keys.filter((key) => key !== '');
  const hasPeople = named.some((kind) => kind !== null && PEOPLE.includes(kind));
  const isKnown = named.filter((kind) => kind !== null).length * 2 >= written.length;
  if (written.length > 0 && written.every((key) => OTHER_HEAD.test(key)))
    return row.map(() => 'line');
  const isShort = written.every((key) => [...key].length <= 20);
  return hasPeople && isKnown && isShort ? named.map((kind) => kind ?? '') : [];
}

/**
 * Promise a kind for each column from what its cells look like; the rest is kept as a line.
 * @param {string[][]} rows
 * @returns {string[]}
 */
export function guessedColumns(rows) {
  const shares = rows[0].map((_, place) => sharesOf(rows.map((row) => row[place])));
  const columns = shares.map(() => 'line');
  for (const [kind, least] of Object.entries(LEAST)) {
    const shareAt = (/** @type {number} */ place) =>
      columns[place] === 'line' ? shares[place][kind] : -1;
    const best = columns.reduce(
      (known, _, place) => (shareAt(place) > shareAt(known) ? place : known),
      0,
    );
    if (shareAt(best) >= least) columns[best] = kind;
  }
  const lacksFirm = !columns.includes('organization') && columns.includes('name');
  return lacksFirm ? besideName(columns, shares) : columns;
}

/**
 * Promise name, organization, title and the rest of what one or more lines say about one person.
 * @param {string[]} lines
 */
export function sortedCells(lines) {
  const parts = unitsOf(lines).flatMap(parted);
  const kinds = parts.map(cellKind);
  if (kinds.includes('name') && !kinds.includes('organization')) claimFirm(parts, kinds);
  const of = (/** @type {string} */ kind) => parts.filter((_, place) => kinds[place] === kind);
  const all = of('name');
  const names = [...all.filter(isWhole), ...all.filter((name) => !isWhole(name))];
  const firms = of('organization');
  const rest = [...names.slice(1), ...firms.slice(1), ...of('line')];
  return [names[0] ?? '', firms[0] ?? '', of('title').join(' '), rest.join(' ')];
}

/**
 * Promise what one cell most likely is: "organization", "title", "name", or "line" for anything else.
 * @param {string} cell
 */
export function cellKind(cell) {
  const key = fold(cell);
  const { length } = [...cell];
  if (FIRM.test(key)) return 'organization';
  if (length <= 20 && CALLED.test(key)) return 'name';
  if (TITLE.test(key) && length <= 40) return 'title';
  if (DEPARTMENT.test(key) && length <= 30) return 'title';
  return isPerson(cell) ? 'name' : 'line';
}

/** Answer whether this is written like a name, 様 behind it or not. @param {string} text */
function isPerson(text) {
  const name = text.replace(CALLED, '');
  return PERSON.test(name) && !NOBODY.test(name);
}

/** Answer whether a name is surely one: 姓 and 名 apart, or 様 behind it. @param {string} name */
function isWhole(name) {
  return /[ ・]/u.test(name) || CALLED.test(name);
}

/** The kind a heading names; "" for one that is not taken; null for none we know, and for a company. @param {string} key */
function headed(key) {
  if (LEGAL.test(key)) return null;
  return HEADS.find(([, words]) => words.test(key))?.[0] ?? null;
}

/** For each kind, how many of a hundred written cells look like it. @param {string[]} cells @returns {Record<string, number>} */
function sharesOf(cells) {
  const kinds = cells.filter((cell) => cell !== '').map(cellKind);
  const count = Math.max(1, kinds.length);
  const share = (/** @type {string} */ kind) =>
    Math.floor((kinds.filter((each) => each === kind).length * 100) / count);
  return Object.fromEntries(CELLS.map((kind) => [kind, share(kind)]));
}

/**
 * Companies without a legal form look like nothing else: the column next to the names, behind or before.
 * @param {string[]} columns
 * @param {Record<string, number>[]} shares
 */
function besideName(columns, shares) {
  const name = columns.indexOf('name');
  const place = [name + 1, name - 1].find(
    (each) => columns[each] === 'line' && shares[each].title < ENOUGH,
  );
  return columns.map((kind, each) => (each === place ? 'organization' : kind));
}

/** The pieces between brackets, slashes and commas; a legal form stays with its company. @param {string[]} lines */
function unitsOf(lines) {
  /** @type {string[]} */
  const units = [];
  for (const line of lines) {
    const kept = line.replace(BULLET, '').replace(FORMS, (form) => swapped(form, BRACKETS, HIDDEN));
    for (const unit of kept.replace(BREAKS, '\n').split('\n')) {
      const text = oneLine(swapped(unit, HIDDEN, BRACKETS));
      if (text && units.length > 0 && BARE_FORM.test(text) && ASCII.test(text[0]))
        units[units.length - 1] += `, ${text}`;
      else if (text) units.push(text);
    }
  }
  return units;
}

/** @param {string} text @param {string[]} from @param {string[]} to */
function swapped(text, from, to) {
  return [...text].map((letter) => to[from.indexOf(letter)] ?? letter).join('');
}

/** The words of one piece. 姓 and 名 stay together, and so do a company and its legal form, and Latin words. @param {string} unit */
function parted(unit) {
  const isPair = isPerson(unit) && cellKind(unit) === 'name';
  if (!unit.includes(' ') || ASCII.test(fold(unit)) || isPair) return [unit];
  /** @type {string[]} */
  const parts = [];
  for (const word of unit.split(' ')) {
    const last = parts.at(-1) ?? '';
    const pair = `${last} ${word}`;
    const isForm = BARE_FORM.test(last) || (last !== '' && BARE_FORM.test(word));
    const isPlain = [last, word].every((each) => ['name', 'line'].includes(cellKind(each)));
    if (isForm || (last && isPlain && isPerson(pair))) parts[parts.length - 1] = pair;
    else parts.push(word);
  }
  return parts;
}

/**
 * Beside a name, a company looks like anything: another name that is no pair, else words without hiragana.
 * @param {string[]} parts
 * @param {string[]} kinds
 */
function claimFirm(parts, kinds) {
  const places = parts.map((_, place) => place);
  const names = places.filter((place) => kinds[place] === 'name');
  const single = names.filter((place) => !isWhole(parts[place]));
  const others = places.filter((place) => {
    const { length } = [...parts[place]];
    return kinds[place] === 'line' && length > 1 && length <= 40 && !NO_FIRM.test(parts[place]);
  });
  const spare = single.length > 0 ? single : names.slice(1);
  const claimed = [...(names.length > 1 ? spare : []), ...others][0];
  if (claimed !== undefined) kinds[claimed] = 'organization';
}
