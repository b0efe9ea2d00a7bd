// @ts-check
// The sentences a first message is made of, in both languages. How they are put together is in draft.
// | is where a line may break; {names} are filled in. They say what was heard, never more than was said.

/** @type {Record<string, string>} */
export const JA = {
  subject_event: '「{event}」のお礼（{sender}）',
  subject: 'お話を伺ったお礼（{sender}）',
  met: '「{event}」で|お目にかかりました、|{organization}{me}です。',
  known: 'いつもお世話になっております。|{organization}{me}です。',
  greeting: 'お世話になっております。|{organization}{me}です。',
  late: 'お礼が遅くなり、|申し訳ございません。',
  again: '{day}「{event}」で|再びお目にかかれ、|嬉しく存じます。',
  thanks: '{day}{topic}|貴重なお話をお聞かせいただき、|誠にありがとうございました。',
  thanks_again: '{topic}|貴重なお話をお聞かせいただき、|誠にありがとうございました。',
  recalled: '{topic}|お聞かせいただいたお話が、|心に残っております。',
  'topic.business': '「{gist}」の|お仕事について、',
  'topic.challenge': '「{gist}」という|課題について、',
  'topic.focus': '「{gist}」の|取り組みについて、',
  'topic.looking_for': '「{gist}」を|お探しの件について、',
  'topic.note': '「{gist}」の件について、',
  'topic.': '〇〇について、',
  'point.challenge': 'とりわけ、|「{gist}」という|課題のお話が|心に残っております。',
  'point.focus': 'とりわけ、|「{gist}」に|力を入れていらっしゃるとのお話が|心に残っております。',
  'point.looking_for': '「{gist}」を|お探しと伺い、|お役に立てることがないか|考えております。',
  'after.challenge': 'お役に立てることがないか、|私なりに考えてみたいと思います。',
  'after.looking_for': 'お役に立てることがないか、|私なりに考えてみたいと思います。',
  'proposed.challenge': '「{gist}」の課題',
  'proposed.focus': '「{gist}」の取り組み',
  'proposed.business': '「{gist}」のお仕事',
  'proposed.': '',
  closing_step:
    'お忙しいところ恐れ入りますが、|ご検討いただけますと幸いです。|今後ともどうぞよろしくお願いいたします。',
  closing:
    'またお目にかかれますことを|楽しみにしております。|今後ともどうぞよろしくお願いいたします。',
};
/** @type {Record<string, string>} */
export const EN = {
  subject_event: 'Thank you for the talk at {event}',
  subject: 'Thank you for the talk',
  dear: 'Dear {name},',
  dear_nobody: 'Hello,',
  met: '{day} at {event}.',
  met_nowhere: '{day}.',
  late: ' I am sorry to write only now.',
  'topic.business': 'Thank you for telling me about your work: “{gist}”.',
  'topic.challenge': 'Thank you for speaking so openly about “{gist}”.',
  'topic.focus': 'Thank you for telling me what you put your effort into: “{gist}”.',
  'topic.looking_for': 'You said that you are looking for “{gist}”, and I have kept it in mind.',
  'topic.note': 'I remember well what you said: “{gist}”.',
  'topic.': 'Thank you for telling me about 〇〇.',
  'point.challenge': 'What you said about “{gist}” stayed with me.',
  'point.focus': 'I also remember how much effort you put into “{gist}”.',
  'point.looking_for':
    'You said that you are looking for “{gist}”. I will think about how I can help.',
  'proposed.challenge': '“{gist}”',
  'proposed.focus': '“{gist}”',
  'proposed.business': '“{gist}”',
  'proposed.': '',
  closing_step: 'I look forward to hearing from you.',
  closing: 'I hope that we will meet again soon.',
  regards: 'Kind regards,',
};
// Whatever two messages share with these says nothing about the person (R38).
export const STOCK = [...Object.values(JA), ...Object.values(EN)].join('\n');
