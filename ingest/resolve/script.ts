/** One script for names: half width, round brackets, upper case, no spaces, simplified characters. */

/**
 * Traditional characters that occur in company names, each followed by its simplified form. Where several traditional
 * characters share one simplified form, the first is the one that `toTraditional` writes.
 */
const pairs =
  '國国業业產产實实華华東东興兴發发電电車车機机際际貿贸資资藥药醫医紡纺織织製制裝装飾饰設设計计劃划銷销運运輸输儀仪鋼钢鐵铁銅铜鋁铝銀银鋅锌錫锡鎢钨鈦钛鋰锂鎳镍鉻铬釩钒鎂镁鑄铸鍛锻鏈链鍋锅爐炉錶表門门閥阀閣阁間间關关開开' +
  '聯联網网絡络線线纜缆紙纸絲丝綢绸緞缎紅红綠绿綜综經经紀纪維维繼继續续總总統统結结級级給给繪绘終终組组細细純纯紐纽紗纱編编縫缝績绩龍龙鳳凤鵬鹏鴻鸿鷹鹰鶴鹤鴨鸭雞鸡魚鱼馬马騰腾驅驱駿骏馳驰驛驿騎骑驗验龜龟麗丽廣广慶庆應应' +
  '庫库廠厂廟庙廳厅廬庐場场塊块壩坝壓压墻墙壇坛報报塵尘壯壮聲声壺壶處处備备夢梦夾夹奧奥獎奖婦妇媽妈學学寧宁寶宝審审寫写寬宽將将專专尋寻對对導导屬属層层屆届島岛嶺岭嶽岳峽峡崗岗嵐岚幣币師师帶带帳帐幫帮幹干廢废張张強强彈弹' +
  '彎弯歸归錄录徑径從从復复徵征憑凭懷怀態态戰战戲戏戶户拋抛揚扬換换掃扫擇择擔担據据擠挤擴扩攝摄攜携攬揽損损撥拨擬拟數数敵敌斷断時时晉晋曉晓暉晖曆历書书會会條条來来楊杨極极榮荣構构槍枪樓楼標标樞枢樣样樂乐橋桥檢检櫃柜權权' +
  '欄栏樹树歐欧歡欢歲岁歷历殘残氣气漢汉湯汤準准溫温滬沪漁渔滄沧滅灭滿满漸渐潔洁潤润澤泽濟济濱滨濾滤瀏浏灣湾瀾澜灘滩淺浅淨净測测渦涡溝沟濕湿瀘泸瀝沥灑洒潛潜澗涧漲涨滲渗煉炼煙烟熱热燈灯燒烧營营爭争爾尔牆墙狀状獨独獅狮獵猎' +
  '現现環环瑪玛瓊琼畫画當当疊叠療疗瘋疯盡尽監监盤盘盧卢礦矿碼码磚砖磯矶礎础禮礼種种稱称積积穩稳穀谷窯窑競竞筆笔築筑節节範范籃篮籠笼簡简糧粮糾纠約约納纳紹绍緣缘緯纬練练縣县繩绳纖纤罷罢羅罗羣群義义習习聖圣聞闻聰聪職职肅肃' +
  '腦脑腸肠膠胶臉脸臨临舉举舊旧艙舱艦舰藝艺莊庄萬万葉叶蒼苍蓋盖蓮莲蔥葱蔣蒋蔭荫蕭萧薈荟薩萨蘇苏蘭兰蘊蕴蘋苹號号虛虚蟲虫蝦虾蠶蚕蠟蜡衆众術术衛卫補补褲裤襯衬複复見见規规視视覽览觀观觸触訂订訊讯訓训記记許许訪访証证評评詞词' +
  '試试詩诗話话詢询該该詳详誠诚語语誼谊課课調调談谈論论諮咨謀谋諾诺謙谦講讲謝谢證证識识譜谱護护讀读變变讓让豐丰豔艳貝贝財财貨货販贩質质購购貫贯費费賀贺貴贵買买賃赁賓宾賞赏賢贤賣卖賬账賽赛贊赞贏赢贛赣趙赵躍跃軌轨軍军軒轩' +
  '軟软軸轴載载較较輔辅輕轻輛辆輝辉輪轮轄辖轉转轎轿轟轰辦办農农連连進进遊游達达違违遙遥適适選选遞递遠远還还邊边鄉乡鄭郑鄧邓鄰邻釀酿釋释裡里針针釘钉鈣钙鈉钠鈴铃鉀钾鉅钜鉛铅鉑铂銘铭鋒锋鋪铺錦锦錢钱鍵键鎖锁鎮镇鏡镜鐘钟鑒鉴' +
  '鑰钥鑽钻長长閃闪閉闭閏闰閩闽闊阔闖闯隊队陽阳陰阴階阶陸陆隨随險险隱隐雙双雜杂離离難难雲云靈灵靜静韋韦韓韩響响頁页項项順顺須须預预頓顿領领頭头頻频題题顏颜願愿類类顧顾顯显風风颱台飛飞飯饭飲饮飼饲飽饱餅饼館馆饒饶體体髮发' +
  '鬆松魯鲁鮮鲜鯉鲤鯨鲸鱗鳞鳥鸟鴛鸳鴦鸯鷗鸥鹽盐麥麦麵面黃黄點点黨党齊齐齒齿齡龄億亿僑侨價价儲储優优兒儿兩两冊册凍冻凱凯別别剛刚創创劑剂劍剑務务動动勞劳勝胜勢势勵励區区協协單单卻却厭厌參参員员唄呗問问啟启啓启喬乔噴喷嚴严' +
  '園园圍围圓圆圖图團团塗涂堅坚執执墊垫夥伙孫孙宮宫岡冈廈厦彙汇匯汇後后臺台個个們们傳传債债傑杰傘伞儉俭偉伟側侧倉仓倫伦係系無无愛爱憶忆戀恋撐撑攪搅攤摊橫横檔档檯台櫻樱濃浓濤涛瑩莹瑤瑶瑋玮璽玺異异癥症皚皑硯砚碩硕確确禦御' +
  '禪禅穎颖窩窝竇窦筍笋簽签籌筹籤签纓缨繽缤罰罚聽听膚肤蘆芦螢萤裏里誕诞誌志諧谐謹谨賦赋賴赖贈赠辭辞遼辽遷迁郵邮醬酱鈞钧鉆钻鋸锯錘锤鏟铲鑲镶閱阅陝陕雋隽霧雾頤颐頌颂頗颇飄飘駕驾騏骐駱骆騙骗鬥斗鬧闹鱷鳄鵝鹅鷺鹭黴霉齋斋潁颍' +
  '邁迈禎祯緒绪綱纲綺绮緹缇縱纵縷缕繡绣翹翘聳耸荊荆莖茎蕪芜薦荐蘄蕲蠻蛮襲袭諸诸譽誉豬猪貓猫賈贾跡迹踐践蹤踪輻辐轅辕遜逊遺遗鄺邝鄲郸釣钓鈔钞銳锐錨锚鍊炼鍍镀鎧铠隴陇雛雏韻韵頂顶頃顷飪饪餘余餚肴駐驻騫骞責责嘗尝暢畅棟栋贖赎' +
  '灝灏渙涣煒炜燁烨犧牺瓏珑璣玑璦瑷睏困禍祸紋纹絨绒綻绽緊紧締缔緩缓縮缩繳缴纏缠羥羟脅胁膩腻艷艳蕩荡蘢茏螞蚂裊袅諺谚謠谣貞贞賺赚軋轧醞酝鉗钳鉚铆鋯锆錳锰鎬镐鏗铿鐮镰鑼锣陣阵韌韧頸颈饌馔駝驼驕骄驪骊鯊鲨鰲鳌鳴鸣鵑鹃鵲鹊鸝鹂';

const simplifiedOf = new Map<string, string>();
const traditionalOf = new Map<string, string>();
for (let i = 0; i < pairs.length; i += 2) {
  const traditional = pairs[i]!;
  const simplified = pairs[i + 1]!;
  if (traditional === simplified) continue;
  if (!simplifiedOf.has(traditional)) simplifiedOf.set(traditional, simplified);
  if (!traditionalOf.has(simplified)) traditionalOf.set(simplified, traditional);
}

const convert = (text: string, table: ReadonlyMap<string, string>, from = 0): string => {
  let first = from;
  while (first < text.length && !table.has(text[first]!)) first++;
  if (first === text.length) return text;
  let out = text.slice(0, first);
  for (let i = first; i < text.length; i++) out += table.get(text[i]!) ?? text[i]!;
  return out;
};

/** Traditional characters to simplified; characters outside the table stay. */
export const toSimplified = (text: string): string => convert(text, simplifiedOf);

/** Simplified characters to traditional, as far as the table goes: for tests of the opposite direction. */
export const toTraditional = (text: string): string => convert(text, traditionalOf);

/** A character that normalisation leaves alone: a common Han character that is not a traditional one. */
const settled = new Uint8Array(0x10000);
settled.fill(1, 0x4e00, 0x9fa6);
for (const traditional of simplifiedOf.keys()) settled[traditional.charCodeAt(0)] = 0;

const plainName = /^\p{Script=Han}*$/u;

/**
 * A name in one script: simplified, half width, upper case, every kind of bracket as `()`, without spaces, dots and
 * empty brackets. Idempotent. Two spellings of one registered name come out equal; nothing that tells two companies
 * apart (place, trade, form, branch, number) is lost.
 */
export function normaliseName(name: string): string {
  let at = 0;
  while (at < name.length && settled[name.charCodeAt(at)] === 1) at++;
  if (at === name.length) return name;
  if (plainName.test(name)) return convert(name, simplifiedOf, at);
  let text = name
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[〔【[{〖「『《〈<]/g, '(')
    .replace(/[〕】\]}〗」』》〉>]/g, ')')
    .replace(/[\s\u200b-\u200f\ufeff·•・.,,。、'"“”‘’\-_*#]/g, '');
  while (text.includes('()')) text = text.replaceAll('()', ''); // one may lie in another
  return toSimplified(text);
}
