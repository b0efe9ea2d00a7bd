// @ts-check
// The words needs and offers are compared by: those that say nothing, those that say little, those that mean the same.

// Words of every request and every business: two people do not meet because of them.
const NOTHING = (
  '会社 企業 弊社 当社 御社 自社 貴社 事業者 経営者 社長 代表 皆様 皆 方々 相手 仲間 業者 業界 分野 ' +
  '仕事 事業 紹介 相談 提供 提案 募集 検討 希望 興味 関心 可能 必要 対応 協力 協業 依頼 連絡 現在 ' +
  '今後 今年 来年 来春 去年 毎月 毎日 最近 自分 個人 全国 関東 関西 東京 大阪 日本 地域 地元 中小 ' +
  '大手 小規模 具体的 様々 全般 一緒 手伝 窓口 専門 得意 課題 問題 悩 困 探 先 増 減 サービス ' +
  'ソリューション ビジネス パートナー サポート メーカー ニーズ オーナー プロ ところ トラブル ' +
  'イメージ お店'
).split(' ');
const NOTHING_LATIN = (
  'a an and are as at be but by can co company companies corp could do for from good have help how ' +
  'i in inc is it its kk like looking ltd make me more my need needs new of offer on or our out ' +
  'people person service services small solution solutions some somebody someone something support ' +
  'team that the their them they this to us use want wants we who will with work works would you ' +
  'your business businesses firm firms interested based find partner partners experience expert ' +
  'professional provider'
).split(' ');
// Words of many trades at once: beside another word they add a little, alone they bring nobody together.
const LITTLE = (
  '開発 支援 管理 製造 製作 制作 作成 販売 営業 経営 業務 企画 設計 運営 運用 改善 導入 技術 情報 ' +
  '製品 商品 新商 品開 顧客 社員 職員 従業 業員 担当 当者 現場 効率 構築 活用 代行 設置 診断 全体 ' +
  '工場 店舗 施設 新入 若手 小口 大型 小型 専用 用の 申請 取得 見直 手続 書類 時間 月額 無料 作業 ' +
  '自動 動化 化学 品質 質管 仲介 買取 卸売 小売 新規 展開 拡大 強化 システム コンサルティング ' +
  'コンサル アドバイス プラン プロジェクト データ ツール アイデア センサー エンジニア モデル ' +
  'スタートアップ ベンチャー システム開発 design development consulting system systems management ' +
  'marketing digital online'
).split(' ');
// Each line is one thing, going on where the next is indented; either side of a talk may use any of its words.
const SAME_LINES = `
ai 人工知能 機械学習 深層学習 ディープラーニング 生成ai chatgpt 画像認識 画像判定
外観検査 検品 目視検査 画像判定 画像検査 判定 inspection
受発注 発注 受注 注文 伝票 fax
ペーパーレス 紙の 電子化 脱ハンコ 手書き デジタル化
採用 求人 人材 人手 人が足りない 人手不足 雇い 雇う 雇用 新卒 中途 転職 職人不足 recruiting
    recruitment hiring
税理士 税務 会計 経理 帳簿 帳簿つけ 記帳 決算 確定申告 青色申告 accounting bookkeeping tax
契約書 契約 法務 弁護士 リーガル 商標 知財 特許 legal lawyer
出資 投資 投資家 資金調達 シード 融資 investment investor funding
翻訳 通訳 英語 多言語 外国人 外国語 translation translator interpreter english
海外 輸出 越境 貿易 商社 export import overseas
ベトナム vietnam vietnamese
パッケージ 包装 化粧箱 packaging
デザイン ロゴ ブランディング デザイナー design branding logo
ホームページ ウェブサイト webサイト hp サイト制作 website web
ネットショップ ecサイト ec 通販 オンラインショップ shopify ネット販売 ecommerce
発信 sns インスタ インスタグラム instagram tiktok 知られていない 認知 集客 広告 宣伝 pr 広報
    プロモーション マーケティング
動画 映像 ムービー ショート動画 youtube video
撮影 写真 写真家 カメラマン フォト photo photographer photography
印刷 チラシ パンフレット カタログ printing
配送 物流 運送 輸送 送料 運べる logistics delivery shipping
発送 出荷 梱包 発送代行 発送作業
在庫 棚卸し 倉庫 inventory warehouse
移転 オフィス 事務所 内装 レイアウト office
物件 店舗物件 不動産 テナント 二号店 出店
セキュリティ isms 情報漏えい プライバシーマーク pマーク security
産業医 メンタル ストレスチェック 健康経営 健診
福利厚生 保険 insurance
労務 社労士 社会保険 就業規則 アルバイト はじめて人を雇う 初めて人を雇う 助成金
補助金 助成金 設備投資 subsidy grant
後継者 承継 事業承継 跡を継 跡継ぎ 引退 廃業 m&a succession
研修 教育 育成 育てる 人材育成 勉強会 training
技能伝承 技能 ベテラン 熟練 伝わらない 手順書 マニュアル
電気代 光熱費 省エネ 太陽光 脱炭素 solar
金型 試作 試作型 短納期 prototype
野菜 農家 有機 無農薬 果物 食材 vegetables farmer
農業 畑 農家 栽培 farming
飲食店 カフェ レストラン 料理店 restaurant cafe
古民家 空き家 改修 リフォーム リノベーション 大工 renovation
花 花屋 装花 ブーケ flowers florist
日本酒 酒 酒蔵 醸造 ビール sake
予約 ネット予約 ライン予約 予約システム booking reservation
保護者 塾 学習塾 習い事 教室
介護 デイサービス 福祉 高齢者 care
新商品 商品開発 新商品開発 アイデア
宿 ホテル 旅館 宿泊 宿泊施設 hotel
`;

export const SAYS_NOTHING = new RegExp(longestFirst(NOTHING).join('|'), 'gu');
export const SAYS_NOTHING_LATIN = new Set(NOTHING_LATIN);
export const SAYS_LITTLE = new Set(LITTLE);
export const SAME = SAME_LINES.trim()
  .replaceAll('\n    ', ' ')
  .split('\n')
  .map((line) => longestFirst(line.split(' ')));

/**
 * Promise text in one width and in small letters; kana stay as they are: they tell words apart.
 * @param {string} text
 */
export function plain(text) {
  return text.normalize('NFKC').toLowerCase();
}

/** @param {string[]} words */
function longestFirst(words) {
  return words.sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
}
