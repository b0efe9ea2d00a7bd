// vCards on real-looking cards. Files in cards/ come from makers of their own (cards/README.md).

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cardText } from '../../static/page/card_text.js';
import { becomes, lines, ofFile, tel, vcard } from './cards.js';

becomes(
  'vCard 3.0 of vobject: departments, escapes, three telephones',
  ofFile('vobject_3_0.vcf'),
  'card',
  {
    family_name: '中村',
    given_name: '彩',
    organization: 'みなと印刷株式会社',
    department: '製版部 第二製版課 デジタル製版グループ オンデマンド担当',
    title: '主任',
    emails: ['aya@minato-print.example'],
    tels: [tel('work', '03-3456-7890'), tel('mobile', '090-2222-3333'), tel('fax', '03-3456-7891')],
    postal_code: '108-0075',
    address: '東京都港区港南2-16-1 品川ビル5階',
    urls: ['https://minato-print.example/'],
    note: '紙の受発注; FAX, 電話を減らしたい\n水曜は不在',
  },
);

becomes('vCard 3.0 of segno', ofFile('segno_vcard.vcf'), 'card', {
  family_name: '森',
  given_name: '誠',
  organization: '北斗精機',
  title: '購買部長',
  emails: ['mori@hokuto.example'],
  tels: [tel('', '011-222-3333'), tel('mobile', '080-4444-5555')],
  postal_code: '060-0001',
  address: '北海道札幌市中央区北1条西2丁目',
  urls: ['https://hokuto.example'],
  note: '試作の外注先を探している',
});

becomes(
  'vCard 2.1 of Outlook: quoted-printable, Shift_JIS with backslashes inside letters',
  ofFile('outlook_2_1_sjis_qp.vcf'),
  'card',
  {
    family_name: '小林',
    given_name: '大輔',
    phonetic_family_name: 'コバヤシ',
    phonetic_given_name: 'ダイスケ',
    organization: '株式会社表ソリューション能登',
    department: 'システム統括本部 第一開発部',
    title: '部長',
    emails: ['daisuke@hyo.example'],
    tels: [tel('work', '06-6123-4567'), tel('mobile', '070-1111-2222'), tel('fax', '06-6123-4568')],
    postal_code: '530-0001',
    address: '大阪府大阪市北区梅田3-2-1',
  },
);

becomes(
  'vCard 2.1, quoted-printable in UTF-8 over several lines',
  ofFile('outlook_2_1_utf8_qp.vcf'),
  'card',
  {
    family_name: '髙橋',
    given_name: '﨑子',
    organization: '株式会社𠮷野家具',
    note: '一行目\n二行目はとても長いので、ここで折り返されるはずです',
  },
);

test('the same quoted-printable card, known as text only', () => {
  const { text } = ofFile('outlook_2_1_sjis_qp.vcf');
  const { fields } = cardText({ text });
  assert.equal(fields.organization, '株式会社表ソリューション能登');
  assert.equal(fields.department, 'システム統括本部 第一開発部');
});

becomes(
  'a feature phone: Shift_JIS as bytes, half-width reading in SOUND',
  ofFile('feature_phone_sjis.vcf'),
  'card',
  {
    family_name: '鈴木',
    given_name: '文子',
    phonetic_family_name: 'スズキ',
    phonetic_given_name: 'フミコ',
    organization: '港区商工会',
    emails: ['fumiko@minato-cci.example'],
    tels: [tel('mobile', '09088887777')],
  },
);

becomes('ISO-2022-JP', ofFile('jis_3_0.vcf'), 'card', {
  family_name: '渡辺',
  given_name: '淳',
  organization: '日本工業規格協会',
});

becomes('EUC-JP that says so', ofFile('euc_3_0.vcf'), 'card', {
  family_name: '渡辺',
  given_name: '淳',
  organization: '有限会社わたなべカメラ',
});

becomes('a line folded inside a character', ofFile('folded_inside_a_character.vcf'), 'card', {
  family_name: '佐藤',
  given_name: '健一',
  note: '検査工程の画像判定を小さく試せる会社を探しています。'.repeat(4),
});

becomes('western letters without a charset', ofFile('latin_1.vcf'), 'card', {
  family_name: 'Müller',
  given_name: 'Jörg',
  organization: 'Grün & Söhne GmbH',
  postal_code: '80331',
  address: 'Straße 5, München, Germany',
});

becomes(
  'an iPhone: X-PHONETIC names, labels of groups, social profiles',
  vcard(
    'N:山田;太郎;;;',
    'FN:山田 太郎',
    'X-PHONETIC-FIRST-NAME:たろう',
    'X-PHONETIC-LAST-NAME:やまだ',
    'ORG:みどりソフト株式会社;',
    'X-PHONETIC-ORG:ミドリソフト',
    'item1.TEL:03-5555-0001',
    'item1.X-ABLabel:直通',
    'TEL;type=CELL;type=VOICE;type=pref:090-5555-0002',
    'item2.URL;type=pref:https://midori.example',
    'item2.X-ABLabel:_$!<HomePage>!$_',
    'X-SOCIALPROFILE;type=twitter:https://twitter.com/midori',
    'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ',
    ' AAAQABAAD/2wBDAAUDBAQEAwUEBAQFBQUGBwwIBwcH',
    'BDAY:1980-01-01',
  ),
  'card',
  {
    family_name: '山田',
    given_name: '太郎',
    phonetic_family_name: 'やまだ',
    phonetic_given_name: 'たろう',
    organization: 'みどりソフト株式会社',
    phonetic_organization: 'ミドリソフト',
    tels: [tel('direct', '03-5555-0001'), tel('mobile', '090-5555-0002')],
    urls: ['https://midori.example'],
    social: ['https://twitter.com/midori'],
  },
);

becomes(
  'vCard 4.0: addresses as links, SORT-AS, kinds in quotes',
  lines(
    'BEGIN:VCARD',
    'VERSION:4.0',
    'N;SORT-AS="いとう,あおい":伊藤;葵;;;',
    'FN:伊藤 葵',
    'ORG;SORT-AS="ヒカリ":光株式会社;研究所',
    'TEL;VALUE=uri;TYPE="voice,work":tel:+81-3-1234-5678;ext=102',
    'TEL;VALUE=uri;TYPE=cell:tel:+81-90-1234-5678',
    'EMAIL:mailto:aoi@hikari.example',
    'TITLE:主席研究員',
    'TITLE:工学博士',
    'END:VCARD',
  ),
  'card',
  {
    family_name: '伊藤',
    given_name: '葵',
    phonetic_family_name: 'いとう',
    phonetic_given_name: 'あおい',
    organization: '光株式会社',
    phonetic_organization: 'ヒカリ',
    department: '研究所',
    title: '主席研究員・工学博士',
    emails: ['aoi@hikari.example'],
    tels: [tel('work', '+81-3-1234-5678'), tel('mobile', '+81-90-1234-5678')],
  },
);

becomes(
  'vCard 4.0 with a spoken name of RFC 9554',
  lines(
    'BEGIN:VCARD',
    'VERSION:4.0',
    'N;ALTID=1;LANGUAGE=ja:孫;一馬;;;',
    'N;ALTID=1;PHONETIC=script;SCRIPT=Kana:ソン;カズマ;;;',
    'END:VCARD',
  ),
  'card',
  {
    family_name: '孫',
    given_name: '一馬',
    phonetic_family_name: 'ソン',
    phonetic_given_name: 'カズマ',
  },
);

becomes(
  'only FN: 姓 comes first, the honorific is no name',
  vcard('FN:高橋 一郎 様', 'ORG:たかはし工業'),
  'card',
  {
    family_name: '高橋',
    given_name: '一郎',
    organization: 'たかはし工業',
  },
);

becomes('only FN in Latin letters', vcard('FN:Linh Thi Nguyen'), 'card', {
  family_name: 'Nguyen',
  given_name: 'Linh Thi',
});

becomes(
  'the whole name in the family name, with a full-width space',
  vcard('N:斎藤　次郎;;;;'),
  'card',
  {
    family_name: '斎藤',
    given_name: '次郎',
  },
);

becomes(
  'a Latin SORT-STRING is no reading; a kana one is',
  vcard('N:van der Berg;Anna', 'SORT-STRING:Berg'),
  'card',
  {
    family_name: 'van der Berg',
    given_name: 'Anna',
  },
);

becomes(
  'small letters, lone line feeds, no end',
  'begin:vcard\nversion:3.0\nn:小川;幸\nsort-string:おがわ さち\ntel;type=work:0312345678\ntel;type=cell:03-1234-5678',
  'card',
  {
    family_name: '小川',
    given_name: '幸',
    phonetic_family_name: 'おがわ',
    phonetic_given_name: 'さち',
    tels: [tel('work', '0312345678')],
  },
);
