// @ts-check
// Who could help whom: pairs among people met whose wish meets the other's work (R34). Words: suggestion_words.

import { firmKey } from './attendee.js';
import { plain, SAME, SAYS_LITTLE, SAYS_NOTHING, SAYS_NOTHING_LATIN } from './suggestion_words.js';

/**
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {{field: string, text: string}} Item
 * @typedef {{id: string, firm: string, needs: Item[], offers: Item[]}} Person
 * @typedef {Item & {runs: string[], same: Map<string, string>, terms: Set<string>, parts: Set<string>}} Told
 * @typedef {{needs: Told[], offers: Told[]}} Sides
 * @typedef {{first_id: string, second_id: string, score: number, place: number}} Pair
 */

const NEEDS = ['looking_for', 'challenge'];
const OFFERS = ['business', 'focus'];
/** So many pairs are worth a look in one evening, and so many for one wish. */
export const MOST = 120;
export const MOST_OF_ONE = 3;
export const SHOWN_WORDS = 3;
/** Among few people no word is rare. */
const CROWD = 64;

const RUN = /[㐀-䶿一-鿿々]+|[ァ-ヴー]+|[a-z0-9][a-z0-9&+]*/gu;
const LATIN = /^[a-z0-9&+]+$/u;
const KANA = /^[ァ-ヴー]/u;
const SHORTEST_PART = 4;

/**
 * Promise what a person wishes for and works at: chips of the card, and what was said in talks.
 * @param {StoredRecord} contact
 * @param {StoredRecord[]} talks
 * @returns {Person}
 */
export function personOf(contact, talks) {
  const said = (/** @type {string[]} */ fields) =>
    talks.flatMap((talk) =>
      fields.filter((field) => talk[field]).map((field) => ({ field, text: talk[field] })),
    );
  const chips = (/** @type {string} */ field) =>
    contact[field].map((/** @type {string} */ text) => ({ field, text }));
  return {
    id: contact.id,
    firm: firmKey(contact.organization),
    needs: [...chips('needs'), ...said(NEEDS)],
    offers: [...chips('offers'), ...said(OFFERS)],
  };
}

/**
 * Promise pairs worth introducing, the best first: first_id looks for what second_id does.
 *
 * people: as personOf; known: pairs of ids that were introduced or put aside, in any order. Colleagues are
 * no pair. Each has score, the wish (need) and the work (offer) that met, as field and text, and the words
 * that met, as {need, offer}: equal when both said the same word.
 * @param {Person[]} people
 * @param {string[][]} known
 */
export function suggestions(people, known) {
  const told = toldBy(people);
  const held = holders(told);
  const weights = new Map([...held].map(([t, ids]) => [t, weight(t, ids.size, people.length)]));
  const firms = new Map(people.map(({ id, firm }) => [id, firm]));
  const apart = new Set(known.map(([one, other]) => both(one, other)));
  /** @type {Map<string, Pair>} */
  const found = new Map();
  for (const [seeker, firm] of firms) {
    for (const pair of helpers(seeker, sidesOf(told, seeker).needs, held, weights)) {
      const key = both(seeker, pair.second_id);
      const isColleague = firm !== '' && firm === firms.get(pair.second_id);
      if (!apart.has(key) && !isColleague) found.set(key, joined(pair, found.get(key)));
    }
  }
  const ranked = [...found.values()].sort(
    (one, other) =>
      other.score - one.score ||
      compare(one.first_id, other.first_id) ||
      compare(one.second_id, other.second_id),
  );
  return spread(ranked).map((pair) => explained(pair, told, weights));
}

/**
 * Whoever meets a wish of this person, each once, by the wish met best.
 * @param {string} seeker
 * @param {Told[]} needs
 * @param {Map<string, Set<string>>} held
 * @param {Map<string, number>} weights
 */
function helpers(seeker, needs, held, weights) {
  /** @type {Map<string, Pair>} */
  const best = new Map();
  for (const [place, need] of needs.entries()) {
    /** @type {Map<string, number>} */
    const scores = new Map();
    const strong = new Set();
    for (const term of need.terms) {
      for (const helper of held.get(term) ?? []) {
        scores.set(helper, (scores.get(helper) ?? 0) + (weights.get(term) ?? 0));
        if (!SAYS_LITTLE.has(term)) strong.add(helper);
      }
    }
    for (const [helper, sum] of scores) {
      if (helper === seeker || !strong.has(helper)) continue;
      // What somebody asks for counts for more than what troubles them.
      const score = need.field === 'challenge' ? Math.floor((sum * 3) / 4) : sum;
      const before = best.get(helper);
      if (before && score <= before.score) continue;
      best.set(helper, { first_id: seeker, second_id: helper, score, place });
    }
  }
  return best.values();
}

/**
 * Two who could help each other: the better half leads, the other adds half of its weight.
 * @param {Pair} pair
 * @param {Pair | undefined} other
 */
function joined(pair, other) {
  if (!other) return pair;
  // Of two equals the one whose seeker has the smaller id: the order of people does not matter.
  const isBetter = pair.score - other.score || compare(other.first_id, pair.first_id);
  const [better, lesser] = isBetter > 0 ? [pair, other] : [other, pair];
  return { ...better, score: better.score + Math.floor(lesser.score / 2) };
}

/** No wish takes the whole list: each is met a few times at most. @param {Pair[]} ranked */
function spread(ranked) {
  /** @type {Map<string, number>} */
  const met = new Map();
  const kept = ranked.filter(({ first_id, place }) => {
    const wish = `${first_id} ${place}`;
    met.set(wish, (met.get(wish) ?? 0) + 1);
    return (met.get(wish) ?? 0) <= MOST_OF_ONE;
  });
  return kept.slice(0, MOST);
}

/**
 * By id: each wish and each piece of work as field, text, runs, same and terms.
 * @param {Person[]} people
 * @returns {Map<string, Sides>}
 */
function toldBy(people) {
  /** @type {Map<string, Sides>} */
  const told = new Map();
  for (const { id, needs, offers } of people) {
    told.set(id, { needs: needs.map(read), offers: offers.map(read) });
  }
  const items = [...told.values()].flatMap(({ needs, offers }) => [...needs, ...offers]);
  // Every word in katakana: a longer one may be made of them.
  const parts = new Set(items.flatMap(({ runs }) => runs.filter((run) => KANA.test(run))));
  for (const item of items) {
    const terms = item.runs.flatMap((run) => termsOf(run, parts));
    Object.assign(item, { terms: new Set([...terms, ...item.same.keys()]), parts });
  }
  return told;
}

/** @param {Item} item @returns {Told} */
function read(item) {
  const told = plain(item.text);
  const runs = told.replace(SAYS_NOTHING, ' ').match(RUN) ?? [];
  return {
    ...item,
    runs: runs.filter((run) => !SAYS_NOTHING_LATIN.has(run)),
    same: sameIn(told),
    terms: new Set(),
    parts: new Set(),
  };
}

/** Things that a text names -> the word it used: "#3" -> 検品. @param {string} told */
function sameIn(told) {
  const latin = new Set((told.match(RUN) ?? []).flatMap((run) => [run, singular(run)]));
  const found = new Map();
  for (const [number, words] of SAME.entries()) {
    const used = words.find((word) => (LATIN.test(word) ? latin.has(word) : told.includes(word)));
    if (used) found.set(`#${number}`, used);
  }
  return found;
}

/**
 * What a word is compared by: itself, the words it is made of, or its pairs of kanji.
 * @param {string} run
 * @param {Set<string>} parts
 */
function termsOf(run, parts) {
  if (LATIN.test(run)) return run.length === 1 || /^\d+$/u.test(run) ? [] : [singular(run)];
  const found = [];
  if (!KANA.test(run)) {
    for (let n = 0; n < run.length - 1; n += 1) found.push(run.slice(n, n + 2));
    return found;
  }
  for (let end = SHORTEST_PART; end <= run.length; end += 1) {
    for (let start = 0; start <= end - SHORTEST_PART; start += 1) {
      if (parts.has(run.slice(start, end))) found.push(run.slice(start, end));
    }
  }
  return found.length === 0 && run.length > 1 ? [run] : found;
}

/** @param {string} word */
function singular(word) {
  return word.length > 3 && /[^s]s$/u.test(word) ? word.slice(0, -1) : word;
}

/** Term -> ids of the people whose work it names. @param {Map<string, Sides>} told */
function holders(told) {
  /** @type {Map<string, Set<string>>} */
  const held = new Map();
  for (const [id, { offers }] of told) {
    for (const term of offers.flatMap(({ terms }) => [...terms])) {
      held.set(term, (held.get(term) ?? new Set()).add(id));
    }
  }
  return held;
}

/**
 * A word that few people's work is called by says much.
 * @param {string} term
 * @param {number} count
 * @param {number} people
 */
function weight(term, count, people) {
  const rarity = 32 - Math.clz32(Math.floor((2 * Math.max(people, CROWD)) / count));
  return SAYS_LITTLE.has(term) ? Math.floor(rarity / 2) : 2 * rarity;
}

/**
 * The wish, the piece of work that meets it best, and the words that met.
 * @param {Pair} pair
 * @param {Map<string, Sides>} told
 * @param {Map<string, number>} weights
 */
function explained({ first_id, second_id, score, place }, told, weights) {
  const need = sidesOf(told, first_id).needs[place];
  const { offers } = sidesOf(told, second_id);
  const totals = offers.map(({ terms }) =>
    [...terms].reduce((sum, t) => sum + (need.terms.has(t) ? (weights.get(t) ?? 0) : 0), 0),
  );
  const offer = offers[totals.indexOf(Math.max(...totals))];
  return {
    ...{ first_id, second_id, score },
    need: { field: need.field, text: need.text },
    offer: { field: offer.field, text: offer.text },
    words: wordsOf(need, offer),
  };
}

/** The words that met, as they were said: neighbouring pairs of letters are one word again. @param {Told} need @param {Told} offer */
function wordsOf(need, offer) {
  const isShared = (/** @type {string} */ term) => need.terms.has(term) && offer.terms.has(term);
  const found = need.runs.flatMap((run) =>
    LATIN.test(run) || KANA.test(run)
      ? termsOf(run, need.parts).filter(isShared)
      : covered(run, isShared),
  );
  const words = [...new Set(found)].map((word) => ({ need: word, offer: word }));
  for (const [thing, word] of need.same) {
    const isTold = words.some((each) => each.need.includes(word) || word.includes(each.need));
    const theirs = offer.same.get(thing);
    if (theirs !== undefined && !isTold) words.push({ need: word, offer: theirs });
  }
  return words.slice(0, SHOWN_WORDS);
}

/**
 * The parts of a run of kanji that consist of shared pairs: 外観検査 of 外観, 観検, 検査.
 * @param {string} run
 * @param {(term: string) => boolean} isShared
 */
function covered(run, isShared) {
  const found = [''];
  for (let n = 0; n < run.length - 1; n += 1) {
    const [word] = found.slice(-1);
    if (isShared(run.slice(n, n + 2))) found.splice(-1, 1, (word || run[n]) + run[n + 1]);
    else if (word) found.push('');
  }
  return found.filter(Boolean);
}

/** @param {Map<string, Sides>} told @param {string} id @returns {Sides} */
function sidesOf(told, id) {
  return told.get(id) ?? { needs: [], offers: [] };
}

/** @param {string} one @param {string} other */
function both(one, other) {
  return [one, other].sort().join(' ');
}

/** @param {string} one @param {string} other */
function compare(one, other) {
  return one < other ? -1 : Number(one > other);
}
