import { spelt } from './words.ts';
// Parts of headers and cells in languages whose columns are not understood: many of them put no blanks between words.

/** That a person has gone, or goes. */
export const GONE_ELSEWHERE = spelt(
  /退職|退社|離職|最終(?:出社|出勤|勤務)|离职|퇴사|퇴직|увольнен|уволен|звільнен|ayrıl|çıkış|saída|desligamento|demissão|uit ?dienst|fratr(?:æ|å)d|último día|fecha de (?:salida|cese)|rescisão|laatste (?:werk)?dag|sista (?:arbets|anställnings)?dag|avsluts|sidste (?:arbejds)?dag|ophørs|ostatni dzień|opphør|lähtö|lähtee|odejści|zwolnieni|rozwiązan|zakończ|odch(?:od|áz)|ukon[č]|ukonc(?!z)|kilép|t[á]voz|\btavoz|vertrek|slutar|slutt?dat|\bstopper|slutter|\bse va\b|\bplea?că|\bsai\b|[î]ncet|\bincet|φεύγ|αποχώρ|уходит|غادر|انتهاء الخدمة|työsuhteen päätt|viimeinen työ|עוזב|עזיבה|nghỉ việc|ลาออก/,
);

/** Of titles: that people come. */
export const COMING_ELSEWHERE = /入社|入职|입사|принят|ein- (?:und|&) aus/iu;

/** What comes with leaving, or is left besides: a talk, money, a probation, a training, a lease. */
const NOT_OF_GOING = spelt(
  /面談|面谈|면담|退職金|퇴직금|证明|證明|証明|entrevista|gesprek|vrijwil|amiabil|regeling|vergoed|odchodn|pohovor|skúš|zkuš|škol|interj|interviu|mülakat|görüşme|tazminat|συνέντευξη|интервью|пособи|haastattelu|samtal|godtgør|leasing|provanst|pr[ø]ve|proeve|ראיון|שיחת|مقابلة/,
);

/** True for the words of a header that say in one of these languages that a person has gone, or goes. */
export const saysGoneElsewhere = (text: string): boolean =>
  GONE_ELSEWHERE.test(text) && !NOT_OF_GOING.test(text);

/** What is to be done with a person. */
export const ACTION_ELSEWHERE =
  /削除|删除|刪除|停用|無効化|対象|삭제|비활성|대상|удал(?:ить|ени|[её]н[аоы]?(?: |$))|отключ|silin/;

/** Of headers: what names a person, as an account, an address of mail, or one who works here. */
export const PERSON_ELSEWHERE = spelt(
  /メール|メアド|ユーザ|アカウント|従業員|社員|対象者|邮箱|郵箱|邮件|郵件|电邮|電郵|用户|使用者|帐号|账号|帳號|员工|員工|메일|계정|사용자|직원|사원|대상자|почт|пользовател|сотрудник|работник|correo|usuari|e ?posta|kullanıcı|[ç]alışan|\bcalisan|\be ?post\b|gebruiker|medewerk|werknemer|bruger|bruker|användar|anställd|ansat|poczt|użytkownik|pracowni|uživatel|zaměstnan|colaborador|funcionári|דוא|بريد|مستخدم|موظف/,
);

/** The same of another person than that of the row: who leads, asks, decides, takes over, or is to be called. */
export const OTHER_ELSEWHERE = spelt(
  /上司|上長|管理者|マネージャ|承認|申請|依頼|起票|担当|責任者|引継|後任|部長|課長|人事|総務|窓口|連絡|緊急|作成者|更新者|主管|上级|上級|经理|經理|领导|領導|审批|審批|审核|審核|申请|提交|负责|負責|交接|接手|接替|联系|聯絡|紧急|创建|修改|상사|팀장|부장|관리자|승인|신청|요청|담당|인수|후임|연락|작성|руковод|начальник|менеджер|заявител|согласов|ответствен|преемник|контакт|\bjefe|gerente|aprobad|solicit|encargad|reemplaz|sucesor|chefe|gestor|aprovad|substitut|leidinggev|aanvrag|goedkeur|opvolg|vervang|\bleders?\b|godkend|efterfølg|esimies|przełoż|kierownik|wniosk|nadříz|vedouc|yönetic|müdür|onay|talep|halef|yerine/,
);

/** That nothing is to be done with a person, or not now, or that leaving is taken back; it may be data of theirs. */
const KEPT_ELSEWHERE =
  /触らない|いじらない|(?<!(?:データ|メール|ボックス|ファイル|記録)[はをも]?)(?:停止|無効[に化]|削除|退職日?|退社|离职|離職|停用)(?:申請|手続き?|依頼)?[はをも]?(?:しない|不要|禁止|取り?消|撤[回销銷]|延期|中止|保留|見送|却下|キャンセル|後日|未定|[?？])|(?:後で|承認後に?|まだ)(?:停止|無効|削除|退職)|(?:不要|勿|不|撤销|撤銷|取消|暂缓|暫緩)(?:离职|離職|处理|處理|(?:停用|删除|刪除|禁用)(?!邮|郵|信箱|数据|數據|資料|资料|文件|档案|檔案))|(?<!(?:데이터|메일|메일함|사서함|파일|자료)[은는을를도]? ?)삭제하지|(?:비활성화|정지)하지|(?:퇴사|비활성화|정지) ?(?:취소|철회|보류|연기)|לא (?:למחוק|להשבית|לחסום)|لا (?:تحذف|تعطل|توقف)/;

/** The same of a note as a whole: not yet, put off, refused, not decided, still there. */
const NOTED_ELSEWHERE =
  /^(?:まだ|保留|延期|取消|中止|却下|未定|要確認|確認中|承認待ち|(?:まだ|引き続き)?在籍|継続|勤務中|残留|(?:部署)?異動|対象外|除外|유지|暂缓|待定|待确认|转岗|续签|보류|취소|미정|제외|아직)中?$/;

const ELSEWHERE = /[\u0590-\u06ff\u3040-\u9fff\uac00-\ud7af]/;

/** True for a text in one of them by which the person is to be kept. */
export const keepsElsewhere = (text: string, isNote: boolean): boolean =>
  ELSEWHERE.test(text) && (KEPT_ELSEWHERE.test(text) || (isNote && NOTED_ELSEWHERE.test(text.trim())));
