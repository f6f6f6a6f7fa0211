<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Call</source>
        <translation>叫号</translation>
    </message>
    <message>
        <source>Call again</source>
        <translation>重呼</translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation>过号</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转移</translation>
    </message>
    <message>
        <source>Visitor without a ticket</source>
        <translation>无号来访</translation>
    </message>
    <message>
        <source>Read card</source>
        <translation>读卡</translation>
    </message>
    <message>
        <source>Scan code</source>
        <translation>扫码</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Stop scanning</source>
        <translation>停止扫描</translation>
    </message>
    <message>
        <source>Next material</source>
        <translation>下一项</translation>
    </message>
    <message>
        <source>Shared data</source>
        <translation>调用共享</translation>
    </message>
    <message>
        <source>Original seen</source>
        <translation>已核原件</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Add a matter</source>
        <translation>添加事项</translation>
    </message>
    <message>
        <source>Type the applicant</source>
        <translation>录入申请人</translation>
    </message>
    <message>
        <source>Show the number</source>
        <translation>显示号码</translation>
    </message>
    <message>
        <source>Accept and print</source>
        <translation>受理并打印</translation>
    </message>
    <message>
        <source>One-time notice</source>
        <translation>一次性告知</translation>
    </message>
    <message>
        <source>Do not accept</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>立即发送</translation>
    </message>
    <message>
        <source>Everything by name</source>
        <translation>按名称查找</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Calling</source>
        <translation>叫号</translation>
    </message>
    <message>
        <source>Intake</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>To send</source>
        <translation>待发</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Finish visit</source>
        <translation>结束本次来访</translation>
    </message>
    <message>
        <source>With tolerance</source>
        <translation>容缺受理</translation>
    </message>
    <message>
        <source>Ask the visitor</source>
        <translation>请申请人确认</translation>
    </message>
    <message>
        <source>Take the question back</source>
        <translation>撤回询问</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>联系电话</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Situation</source>
        <translation>情形</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
</context>
<context>
    <name>DriverSettings</name>
    <message>
        <source>Serial port</source>
        <translation>串口</translation>
    </message>
    <message>
        <source>Speed (baud)</source>
        <translation>速率（波特）</translation>
    </message>
    <message>
        <source>Look for a card every (ms)</source>
        <translation>寻卡间隔（毫秒）</translation>
    </message>
    <message>
        <source>Try again after (ms)</source>
        <translation>重试间隔（毫秒）</translation>
    </message>
    <message>
        <source>Address of the printer</source>
        <translation>打印机地址</translation>
    </message>
    <message>
        <source>Printer profile</source>
        <translation>打印机型号配置</translation>
    </message>
    <message>
        <source>Folder of the scanner configuration</source>
        <translation>扫描配置目录</translation>
    </message>
    <message>
        <source>Leave out network scanners</source>
        <translation>不查找网络扫描仪</translation>
    </message>
    <message>
        <source>Picture quality (50 to 100)</source>
        <translation>图像质量（50 到 100）</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Codes</source>
        <translation>代码表</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>怎么办</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>中心</translation>
    </message>
    <message>
        <source>time alone</source>
        <translation>时间到期</translation>
    </message>
    <message>
        <source>a matter</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>receipt number and time, given once</source>
        <translation>收件号和收件时间，只给一次</translation>
    </message>
    <message>
        <source>a reason in writing</source>
        <translation>书面理由</translation>
    </message>
    <message>
        <source>everything that is missing, told in full</source>
        <translation>一次性告知全部所缺内容</translation>
    </message>
    <message>
        <source>the materials that may follow</source>
        <translation>可以后补的材料</translation>
    </message>
    <message>
        <source>a last day</source>
        <translation>截止日期</translation>
    </message>
    <message>
        <source>not asked before</source>
        <translation>此前未要求过补正</translation>
    </message>
    <message>
        <source>within five working days of the receipt</source>
        <translation>收件后5个工作日内</translation>
    </message>
    <message>
        <source>five working days are over and nobody has asked</source>
        <translation>5个工作日已过且未告知补正</translation>
    </message>
    <message>
        <source>a special procedure</source>
        <translation>特别程序名称</translation>
    </message>
    <message>
        <source>its days, told in writing</source>
        <translation>书面告知所需天数</translation>
    </message>
    <message>
        <source>approval by the head of the body</source>
        <translation>本机关负责人批准</translation>
    </message>
    <message>
        <source>at most 10 days, joint handling 15</source>
        <translation>最多10日，联合办理15日</translation>
    </message>
    <message>
        <source>not extended before</source>
        <translation>此前未延长过</translation>
    </message>
    <message>
        <source>before the limit by law has passed</source>
        <translation>法定时限尚未届满</translation>
    </message>
    <message>
        <source>everything that was to follow is there</source>
        <translation>后补的材料已补齐</translation>
    </message>
    <message>
        <source>the department</source>
        <translation>承办部门</translation>
    </message>
    <message>
        <source>the case number, given once</source>
        <translation>办件编号，只给一次</translation>
    </message>
    <message>
        <source>the licence</source>
        <translation>证照</translation>
    </message>
    <message>
        <source>where it is collected</source>
        <translation>领取地点</translation>
    </message>
    <message>
        <source>who takes it</source>
        <translation>领取人</translation>
    </message>
    <message>
        <source>the paper</source>
        <translation>文书名称</translation>
    </message>
    <message>
        <source>Time to ask</source>
        <translation>告知期限</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>承诺时限</translation>
    </message>
    <message>
        <source>By law</source>
        <translation>法定时限</translation>
    </message>
    <message>
        <source>To follow</source>
        <translation>容缺补交</translation>
    </message>
    <message>
        <source>starts</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>stands still</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>goes on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>is extended</source>
        <translation>延长</translation>
    </message>
    <message>
        <source>stops</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>stops once everything is there</source>
        <translation>补齐即停止</translation>
    </message>
    <message>
        <source>all clocks stop</source>
        <translation>全部停止</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>Needs %1</source>
        <translation>需要：%1</translation>
    </message>
    <message>
        <source>Prints %1</source>
        <translation>打印：%1</translation>
    </message>
    <message>
        <source>Clocks: %1</source>
        <translation>时限：%1</translation>
    </message>
    <message>
        <source>art. %1</source>
        <translation>第%1条</translation>
    </message>
    <message>
        <source>. </source>
        <translation>。</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>开始前</translation>
    </message>
    <message>
        <source>An end: only notes and copies of papers follow.</source>
        <translation>已结束：此后只能备注和补打文书。</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>What goes with it</source>
        <translation>要求与结果</translation>
    </message>
    <message>
        <source>Without changing the state</source>
        <translation>不改变状态的操作</translation>
    </message>
    <message>
        <source>While</source>
        <translation>在哪些状态下</translation>
    </message>
    <message>
        <source>always after the receipt</source>
        <translation>收件之后始终可以</translation>
    </message>
    <message>
        <source>%1 working days, art. 32</source>
        <translation>%1个工作日，第32条</translation>
    </message>
    <message>
        <source>the matter's promise, never more than the law's limit</source>
        <translation>事项的承诺天数，不超过法定时限</translation>
    </message>
    <message>
        <source>the matter's limit by law, art. 42</source>
        <translation>事项的法定天数，第42条</translation>
    </message>
    <message>
        <source>the longest of the materials that may follow</source>
        <translation>可后补材料中最长的天数</translation>
    </message>
    <message>
        <source>Hearing</source>
        <translation>听证</translation>
    </message>
    <message>
        <source>Bidding</source>
        <translation>招标</translation>
    </message>
    <message>
        <source>Auction</source>
        <translation>拍卖</translation>
    </message>
    <message>
        <source>Inspection</source>
        <translation>检验</translation>
    </message>
    <message>
        <source>Testing</source>
        <translation>检测</translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation>检疫</translation>
    </message>
    <message>
        <source>Appraisal</source>
        <translation>鉴定</translation>
    </message>
    <message>
        <source>Expert review</source>
        <translation>专家评审</translation>
    </message>
    <message>
        <source>Public notice</source>
        <translation>公示</translation>
    </message>
    <message>
        <source>Inspection on site</source>
        <translation>现场勘验</translation>
    </message>
    <message>
        <source>Another special procedure</source>
        <translation>其他特别程序</translation>
    </message>
    <message>
        <source>Lights</source>
        <translation>灯色</translation>
    </message>
    <message>
        <source>Green: more time is left.</source>
        <translation>绿灯：时间充裕。</translation>
    </message>
    <message>
        <source>Yellow: %1 working days or fewer, or %2 % of the limit or less; your hall may have set it otherwise.</source>
        <translation>黄灯：剩余%1个工作日以内，或不足时限的%2%；大厅可另行设置。</translation>
    </message>
    <message>
        <source>Red: the last day has passed.</source>
        <translation>红灯：已超过截止日期。</translation>
    </message>
    <message>
        <source>Grey: a special procedure; the days that are left stay.</source>
        <translation>灰灯：特别程序期间，剩余天数不变。</translation>
    </message>
    <message>
        <source>Provisional: the holidays of that year are not announced yet. The day is computed again when the centre publishes them.</source>
        <translation>暂定：该年节假日尚未公布，中心发布后自动重新计算。</translation>
    </message>
    <message>
        <source>Special procedures</source>
        <translation>特别程序</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Law</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>another law; the reason names it</source>
        <translation>其他法律，理由中写明</translation>
    </message>
    <message>
        <source>States of a case</source>
        <translation>办件状态</translation>
    </message>
    <message>
        <source>Articles are those of the Administrative Licensing Law. Window and centre go by this very table.</source>
        <translation>条款均指《行政许可法》。窗口和中心都按这张表办理。</translation>
    </message>
    <message>
        <source>Clocks of a case</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Working days; the day of receipt is not counted.</source>
        <translation>按工作日计算，收件当日不计入。</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Started by</source>
        <translation>开始于</translation>
    </message>
    <message>
        <source>Held by</source>
        <translation>暂停于</translation>
    </message>
    <message>
        <source>Goes on with</source>
        <translation>恢复于</translation>
    </message>
    <message>
        <source>Extended by</source>
        <translation>延长于</translation>
    </message>
    <message>
        <source>Stopped by</source>
        <translation>停止于</translation>
    </message>
</context>
<context>
    <name>MendWords</name>
    <message>
        <source>The saved work was damaged and has been mended. Show the report to IT: %1</source>
        <translation>本机数据曾损坏，现已修复。请把报告交给信息人员：%1</translation>
    </message>
    <message>
        <source>The saved work of this window was found damaged and has been mended.</source>
        <translation>本窗口的本机数据被发现损坏，现已修复。</translation>
    </message>
    <message>
        <source>Found: %1</source>
        <translation>发现时间：%1</translation>
    </message>
    <message>
        <source>What: %1</source>
        <translation>发现的问题：%1</translation>
    </message>
    <message>
        <source>The damaged files are kept whole in: %1</source>
        <translation>损坏的文件原样保存在：%1</translation>
    </message>
    <message>
        <source>In their place: the backup of %1</source>
        <translation>已换上的备份时间：%1</translation>
    </message>
    <message>
        <source>In their place: an empty store, for there was no backup that could be used</source>
        <translation>没有可用的备份，已换上空白数据</translation>
    </message>
    <message>
        <source>Steps newer than that, read from the damaged files: %1</source>
        <translation>从损坏的文件中读回的、比备份新的操作：%1 步</translation>
    </message>
    <message>
        <source>Places that could not be read: %1</source>
        <translation>未能读出的位置：%1 处</translation>
    </message>
    <message>
        <source>What the centre has received comes back by itself once the link is there. What was saved after the backup, was not sent and could not be read is missing.</source>
        <translation>中心已收到的内容在网络接通后自动取回。备份之后保存、尚未发送且未能读出的内容已缺失。</translation>
    </message>
    <message>
        <source>Receipt numbers go on behind a gap, so that none is given twice.</source>
        <translation>收件号跳过一段后继续编号，保证不会重号。</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>You stopped it.</source>
        <translation>是您停止的。</translation>
    </message>
    <message>
        <source>Start again whenever you like.</source>
        <translation>需要时再开始即可。</translation>
    </message>
    <message>
        <source>This took too long and was stopped.</source>
        <translation>用时过长，已停止。</translation>
    </message>
    <message>
        <source>The other side did not answer in time.</source>
        <translation>对方没有及时答复。</translation>
    </message>
    <message>
        <source>Try once more; nothing was lost.</source>
        <translation>请再试一次，内容没有丢失。</translation>
    </message>
    <message>
        <source>This cannot be done as asked.</source>
        <translation>无法按此要求办理。</translation>
    </message>
    <message>
        <source>Something in the request does not fit.</source>
        <translation>要求中有不合适的内容。</translation>
    </message>
    <message>
        <source>Check what was entered and try again.</source>
        <translation>请核对所填内容后再试。</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>What was asked for is not held here.</source>
        <translation>本机没有所要的内容。</translation>
    </message>
    <message>
        <source>Check the number, or search by name.</source>
        <translation>请核对号码，或按名称查找。</translation>
    </message>
    <message>
        <source>This is too large.</source>
        <translation>内容过大。</translation>
    </message>
    <message>
        <source>It is over the limit for one piece.</source>
        <translation>超过了单件的上限。</translation>
    </message>
    <message>
        <source>Split it, or scan at a lower resolution.</source>
        <translation>请分开提交，或降低分辨率重新扫描。</translation>
    </message>
    <message>
        <source>This version cannot do that.</source>
        <translation>当前版本不支持此操作。</translation>
    </message>
    <message>
        <source>The function is not part of this version.</source>
        <translation>本版本没有这项功能。</translation>
    </message>
    <message>
        <source>Ask IT whether a newer version is there.</source>
        <translation>请向信息人员询问是否有新版本。</translation>
    </message>
    <message>
        <source>The configuration is not there.</source>
        <translation>缺少配置。</translation>
    </message>
    <message>
        <source>No configuration file was found.</source>
        <translation>没有找到配置文件。</translation>
    </message>
    <message>
        <source>Ask IT to install the configuration of this window.</source>
        <translation>请信息人员为本窗口安装配置。</translation>
    </message>
    <message>
        <source>The configuration cannot be read.</source>
        <translation>配置无法读取。</translation>
    </message>
    <message>
        <source>A configuration file has an error.</source>
        <translation>配置文件有错误。</translation>
    </message>
    <message>
        <source>Ask IT to mend it; the log names the place.</source>
        <translation>请信息人员修正，日志中有具体位置。</translation>
    </message>
    <message>
        <source>This setting cannot be changed here.</source>
        <translation>此项设置不能在这里修改。</translation>
    </message>
    <message>
        <source>It is managed by your organisation.</source>
        <translation>由单位统一管理。</translation>
    </message>
    <message>
        <source>Ask the administrator if it must change.</source>
        <translation>如需修改请联系管理员。</translation>
    </message>
    <message>
        <source>This window is not enrolled yet.</source>
        <translation>本窗口尚未登记。</translation>
    </message>
    <message>
        <source>The centre does not know this machine.</source>
        <translation>中心还不认识这台机器。</translation>
    </message>
    <message>
        <source>Ask IT for an enrolment code.</source>
        <translation>请向信息人员索取登记码。</translation>
    </message>
    <message>
        <source>The centre refused the enrolment code.</source>
        <translation>中心没有接受登记码。</translation>
    </message>
    <message>
        <source>It is wrong, used or has run out.</source>
        <translation>登记码有误、已用过或已过期。</translation>
    </message>
    <message>
        <source>Ask IT for a new code.</source>
        <translation>请向信息人员索取新的登记码。</translation>
    </message>
    <message>
        <source>The centre has taken back this window's certificate.</source>
        <translation>中心已收回本窗口的证书。</translation>
    </message>
    <message>
        <source>This machine is no longer one of the hall's windows.</source>
        <translation>这台电脑不再是本大厅的窗口。</translation>
    </message>
    <message>
        <source>Ask IT for a new enrolment code; everything saved here is kept.</source>
        <translation>请向信息人员索取新的登记码；本机数据都已保留。</translation>
    </message>
    <message>
        <source>A code is needed as well.</source>
        <translation>还需要动态验证码。</translation>
    </message>
    <message>
        <source>Your role signs in with the password and a code of six digits.</source>
        <translation>您的角色须同时使用密码和六位动态验证码登录。</translation>
    </message>
    <message>
        <source>Open the authenticator on your phone and type the code shown.</source>
        <translation>请打开手机上的验证器，输入显示的验证码。</translation>
    </message>
    <message>
        <source>The code does not fit.</source>
        <translation>动态验证码不对。</translation>
    </message>
    <message>
        <source>It is mistyped, has run out, or was used before.</source>
        <translation>输入有误、已过期或已经用过。</translation>
    </message>
    <message>
        <source>Wait for the next code and type that one.</source>
        <translation>请等下一个验证码出现后再输入。</translation>
    </message>
    <message>
        <source>Choose a password of your own.</source>
        <translation>请设置自己的密码。</translation>
    </message>
    <message>
        <source>The one you typed was given to you by somebody else.</source>
        <translation>您输入的是别人为您设置的初始密码。</translation>
    </message>
    <message>
        <source>Type a new password below, twice.</source>
        <translation>请在下方输入两遍新密码。</translation>
    </message>
    <message>
        <source>The new password is too weak.</source>
        <translation>新密码太弱。</translation>
    </message>
    <message>
        <source>It has fewer than 10 characters, is the old one, or holds your user name.</source>
        <translation>不足 10 个字符、与旧密码相同或包含用户名。</translation>
    </message>
    <message>
        <source>Choose another, best several words together.</source>
        <translation>请换一个，最好用几个词连在一起。</translation>
    </message>
    <message>
        <source>This machine has no network.</source>
        <translation>本机没有网络。</translation>
    </message>
    <message>
        <source>The cable or the wireless link is down.</source>
        <translation>网线或无线连接已断开。</translation>
    </message>
    <message>
        <source>Go on working; everything is saved here and sent later.</source>
        <translation>可照常办理，内容存在本机，恢复后自动发送。</translation>
    </message>
    <message>
        <source>The centre does not answer.</source>
        <translation>中心没有应答。</translation>
    </message>
    <message>
        <source>The network is there, the centre cannot be reached.</source>
        <translation>网络正常，但连不上中心。</translation>
    </message>
    <message>
        <source>Something else answered in place of the centre.</source>
        <translation>应答的不是中心。</translation>
    </message>
    <message>
        <source>A sign-in page of the network or a proxy may be in between.</source>
        <translation>中间可能有网络登录页或代理。</translation>
    </message>
    <message>
        <source>Ask IT to check the network; nothing was sent.</source>
        <translation>请信息人员检查网络，没有发送任何内容。</translation>
    </message>
    <message>
        <source>The centre&apos;s certificate is not trusted.</source>
        <translation>中心的证书不可信。</translation>
    </message>
    <message>
        <source>It was not issued by the authority of this hall.</source>
        <translation>它不是本大厅的机构签发的。</translation>
    </message>
    <message>
        <source>Do not go round it; tell IT. Nothing was sent.</source>
        <translation>请勿绕过，告诉信息人员；没有发送任何内容。</translation>
    </message>
    <message>
        <source>The centre took too long.</source>
        <translation>中心答复过慢。</translation>
    </message>
    <message>
        <source>The network is slow or the centre is busy.</source>
        <translation>网络较慢或中心繁忙。</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>系统会自动重试。</translation>
    </message>
    <message>
        <source>The centre&apos;s reply was too large.</source>
        <translation>中心的答复过大。</translation>
    </message>
    <message>
        <source>It is over the limit that this window takes.</source>
        <translation>超过了本窗口可接收的上限。</translation>
    </message>
    <message>
        <source>Tell IT, with the code.</source>
        <translation>请把代码告诉信息人员。</translation>
    </message>
    <message>
        <source>The centre&apos;s reply cannot be understood.</source>
        <translation>看不懂中心的答复。</translation>
    </message>
    <message>
        <source>It is not in the agreed form.</source>
        <translation>格式与约定不符。</translation>
    </message>
    <message>
        <source>Tell IT, with the code; it is tried again by itself.</source>
        <translation>请把代码告诉信息人员；系统会自动重试。</translation>
    </message>
    <message>
        <source>The centre is busy.</source>
        <translation>中心繁忙。</translation>
    </message>
    <message>
        <source>It asked to wait a little.</source>
        <translation>中心请稍候再试。</translation>
    </message>
    <message>
        <source>Something failed at the centre.</source>
        <translation>中心出现故障。</translation>
    </message>
    <message>
        <source>The fault is on the other side.</source>
        <translation>问题在中心一侧。</translation>
    </message>
    <message>
        <source>It is tried again by itself; if it stays, tell IT.</source>
        <translation>系统会自动重试；若一直如此请告诉信息人员。</translation>
    </message>
    <message>
        <source>This window and the centre do not fit together.</source>
        <translation>本窗口与中心的版本不一致。</translation>
    </message>
    <message>
        <source>One of them is of another version.</source>
        <translation>其中一方版本不同。</translation>
    </message>
    <message>
        <source>Ask IT to update; everything is kept here.</source>
        <translation>请信息人员更新，内容都保存在本机。</translation>
    </message>
    <message>
        <source>The centre refused this.</source>
        <translation>中心没有接受。</translation>
    </message>
    <message>
        <source>It found something that is not valid.</source>
        <translation>中心认为内容不合规定。</translation>
    </message>
    <message>
        <source>Open the case, check it, and tell IT if it looks right.</source>
        <translation>请打开办件核对；若无误请告诉信息人员。</translation>
    </message>
    <message>
        <source>The sign-in did not succeed.</source>
        <translation>登录没有成功。</translation>
    </message>
    <message>
        <source>User name and password do not fit together.</source>
        <translation>用户名与密码不相符。</translation>
    </message>
    <message>
        <source>Type both once more; check Caps Lock.</source>
        <translation>请重新输入，并检查大写锁定键。</translation>
    </message>
    <message>
        <source>Signing in is closed for a while.</source>
        <translation>暂时不能登录。</translation>
    </message>
    <message>
        <source>There were too many failed attempts.</source>
        <translation>失败次数过多。</translation>
    </message>
    <message>
        <source>Wait a few minutes, then try again.</source>
        <translation>请等几分钟再试。</translation>
    </message>
    <message>
        <source>The first sign-in on this window needs the centre.</source>
        <translation>首次在本窗口登录需要连上中心。</translation>
    </message>
    <message>
        <source>You have not signed in here before, and the centre cannot be reached.</source>
        <translation>您还没有在这里登录过，而现在连不上中心。</translation>
    </message>
    <message>
        <source>Wait for the link, or use a window where you have worked.</source>
        <translation>请等网络恢复，或到您登录过的窗口办理。</translation>
    </message>
    <message>
        <source>Working without the centre has run out.</source>
        <translation>离线办理的期限已到。</translation>
    </message>
    <message>
        <source>The time allowed since the last sign-in on line is over.</source>
        <translation>距上次在线登录已超过允许的时间。</translation>
    </message>
    <message>
        <source>Sign in once while the link is up.</source>
        <translation>请在网络恢复后登录一次。</translation>
    </message>
    <message>
        <source>You need to sign in again.</source>
        <translation>需要重新登录。</translation>
    </message>
    <message>
        <source>The session has ended.</source>
        <translation>本次登录已失效。</translation>
    </message>
    <message>
        <source>Press F12 and type your password; your work stays.</source>
        <translation>请按 F12 后输入密码，手头的工作不受影响。</translation>
    </message>
    <message>
        <source>Your role does not allow this.</source>
        <translation>您的角色不能办理此项。</translation>
    </message>
    <message>
        <source>It is for another role.</source>
        <translation>此项由其他角色办理。</translation>
    </message>
    <message>
        <source>Ask a supervisor.</source>
        <translation>请联系主管。</translation>
    </message>
    <message>
        <source>The key to the saved work cannot be had.</source>
        <translation>取不到本机数据的密钥。</translation>
    </message>
    <message>
        <source>The system&apos;s key store does not answer.</source>
        <translation>系统钥匙串没有应答。</translation>
    </message>
    <message>
        <source>Sign in on line; if that fails, tell IT.</source>
        <translation>请在线登录；仍不行请告诉信息人员。</translation>
    </message>
    <message>
        <source>The key does not fit the saved work.</source>
        <translation>密钥与本机数据不匹配。</translation>
    </message>
    <message>
        <source>It belongs to another store.</source>
        <translation>它属于另一份数据。</translation>
    </message>
    <message>
        <source>The value of “%1” is not allowed.</source>
        <translation>“%1”填写不符合要求。</translation>
    </message>
    <message>
        <source>“%1” is not filled in.</source>
        <translation>“%1”尚未填写。</translation>
    </message>
    <message>
        <source>The applicant is not filled in.</source>
        <translation>申请人尚未填写。</translation>
    </message>
    <message>
        <source>The keyring of this desktop cannot be used.</source>
        <translation>无法使用本机桌面的密钥环。</translation>
    </message>
    <message>
        <source>It is locked, is not running, or does not answer.</source>
        <translation>它已锁定、没有运行或没有应答。</translation>
    </message>
    <message>
        <source>Go on working: your password opens your work as before.</source>
        <translation>请继续工作：照常用密码即可打开本机数据。</translation>
    </message>
    <message>
        <source>Tell IT; do not delete anything.</source>
        <translation>请告诉信息人员，不要删除任何内容。</translation>
    </message>
    <message>
        <source>The saved work cannot be opened.</source>
        <translation>无法打开本机数据。</translation>
    </message>
    <message>
        <source>The store does not answer.</source>
        <translation>存储没有应答。</translation>
    </message>
    <message>
        <source>Close other copies of the program and try again.</source>
        <translation>请关闭本程序的其他窗口后重试。</translation>
    </message>
    <message>
        <source>Not saved: the disk is full.</source>
        <translation>没有保存：磁盘已满。</translation>
    </message>
    <message>
        <source>There is no space left on this machine.</source>
        <translation>本机已没有可用空间。</translation>
    </message>
    <message>
        <source>Free some space, then do it again. Nothing was printed.</source>
        <translation>请腾出空间后再操作一次；没有打印任何内容。</translation>
    </message>
    <message>
        <source>The saved work is damaged.</source>
        <translation>本机数据已损坏。</translation>
    </message>
    <message>
        <source>Bytes on the disk are wrong.</source>
        <translation>磁盘上的内容有误。</translation>
    </message>
    <message>
        <source>Sign out and in again: it is mended then. Tell IT.</source>
        <translation>请退出后重新登录，系统会自动修复；并告诉信息人员。</translation>
    </message>
    <message>
        <source>Not saved: nothing can be written.</source>
        <translation>没有保存：无法写入。</translation>
    </message>
    <message>
        <source>The disk or the folder is read-only.</source>
        <translation>磁盘或目录是只读的。</translation>
    </message>
    <message>
        <source>Ask IT to give the right to write.</source>
        <translation>请信息人员开通写入权限。</translation>
    </message>
    <message>
        <source>Another program holds the saved work.</source>
        <translation>本机数据正被占用。</translation>
    </message>
    <message>
        <source>Yichuang may be open twice.</source>
        <translation>一窗可能打开了两次。</translation>
    </message>
    <message>
        <source>Close the other one and try again.</source>
        <translation>请关闭另一个后重试。</translation>
    </message>
    <message>
        <source>A sealed record does not open.</source>
        <translation>一条加密记录无法打开。</translation>
    </message>
    <message>
        <source>It was changed, or belongs to another key.</source>
        <translation>它被改动过，或属于别的密钥。</translation>
    </message>
    <message>
        <source>Tell IT, with the code; the other cases are not touched.</source>
        <translation>请把代码告诉信息人员；其他办件不受影响。</translation>
    </message>
    <message>
        <source>The saved work is from a newer version.</source>
        <translation>本机数据来自更新的版本。</translation>
    </message>
    <message>
        <source>This program is older than the one that wrote it.</source>
        <translation>当前程序比写入它的程序旧。</translation>
    </message>
    <message>
        <source>Ask IT to install the newer version.</source>
        <translation>请信息人员安装新版本。</translation>
    </message>
    <message>
        <source>The card reader is not there.</source>
        <translation>没有找到读卡器。</translation>
    </message>
    <message>
        <source>Nothing answers at its port.</source>
        <translation>端口上没有应答。</translation>
    </message>
    <message>
        <source>Check the cable; it is looked for again by itself.</source>
        <translation>请检查连线，系统会自动重新查找。</translation>
    </message>
    <message>
        <source>The card was not read whole.</source>
        <translation>身份证没有读完整。</translation>
    </message>
    <message>
        <source>The reader&apos;s answer broke off.</source>
        <translation>读卡器的应答中断了。</translation>
    </message>
    <message>
        <source>Lay the card down once more.</source>
        <translation>请重新放一次卡。</translation>
    </message>
    <message>
        <source>The card was not read right.</source>
        <translation>身份证没有读对。</translation>
    </message>
    <message>
        <source>The reader&apos;s answer was disturbed.</source>
        <translation>读卡器的应答受到干扰。</translation>
    </message>
    <message>
        <source>Lay the card down once more; check the cable if it stays.</source>
        <translation>请重新放卡；若一直如此请检查连线。</translation>
    </message>
    <message>
        <source>There is no card on the reader.</source>
        <translation>读卡器上没有卡。</translation>
    </message>
    <message>
        <source>Nothing was found on it.</source>
        <translation>没有感应到卡片。</translation>
    </message>
    <message>
        <source>Lay the card flat on the reader.</source>
        <translation>请把卡平放在读卡器上。</translation>
    </message>
    <message>
        <source>The card was taken away too early.</source>
        <translation>卡片拿开得太早。</translation>
    </message>
    <message>
        <source>It left while it was being read.</source>
        <translation>读取过程中卡离开了。</translation>
    </message>
    <message>
        <source>Lay it down again until the tone.</source>
        <translation>请重新放好，听到提示音再取走。</translation>
    </message>
    <message>
        <source>The reader reported an error.</source>
        <translation>读卡器报告错误。</translation>
    </message>
    <message>
        <source>Card or reader cannot do it.</source>
        <translation>卡片或读卡器无法完成。</translation>
    </message>
    <message>
        <source>Try once more; type the details if it stays.</source>
        <translation>请再试一次；仍不行可手工录入。</translation>
    </message>
    <message>
        <source>The card&apos;s text cannot be understood.</source>
        <translation>卡内文字无法识别。</translation>
    </message>
    <message>
        <source>It is not in a known layout.</source>
        <translation>不是已知的格式。</translation>
    </message>
    <message>
        <source>Type the details from the card.</source>
        <translation>请按证件手工录入。</translation>
    </message>
    <message>
        <source>The number on the card fails its check.</source>
        <translation>卡内号码未通过校验。</translation>
    </message>
    <message>
        <source>The last character does not fit the others.</source>
        <translation>最后一位与前面不符。</translation>
    </message>
    <message>
        <source>Compare with the printed card; keep it with a reason.</source>
        <translation>请与证件核对；保留时请写明原因。</translation>
    </message>
    <message>
        <source>The scanner is not there.</source>
        <translation>没有找到扫描仪。</translation>
    </message>
    <message>
        <source>No scanner answers.</source>
        <translation>没有扫描仪应答。</translation>
    </message>
    <message>
        <source>Check power and cable, or choose another in the settings.</source>
        <translation>请检查电源和连线，或在设置中另选。</translation>
    </message>
    <message>
        <source>The feeder is empty.</source>
        <translation>进纸器没有纸。</translation>
    </message>
    <message>
        <source>There is no paper in it.</source>
        <translation>进纸器里没有纸张。</translation>
    </message>
    <message>
        <source>Put the pages in and press F5.</source>
        <translation>请放入页面后按 F5。</translation>
    </message>
    <message>
        <source>The paper is jammed.</source>
        <translation>卡纸了。</translation>
    </message>
    <message>
        <source>A page is stuck in the feeder.</source>
        <translation>有一页卡在进纸器里。</translation>
    </message>
    <message>
        <source>Take it out and go on; pages already scanned are kept.</source>
        <translation>请取出后继续，已扫描的页都已保留。</translation>
    </message>
    <message>
        <source>The scanner&apos;s cover is open.</source>
        <translation>扫描仪盖子未关。</translation>
    </message>
    <message>
        <source>It must be closed to scan.</source>
        <translation>关好才能扫描。</translation>
    </message>
    <message>
        <source>Close the cover and press F5.</source>
        <translation>请关好盖子后按 F5。</translation>
    </message>
    <message>
        <source>The scanner is busy.</source>
        <translation>扫描仪正忙。</translation>
    </message>
    <message>
        <source>Another batch or program uses it.</source>
        <translation>另一批或其他程序正在使用。</translation>
    </message>
    <message>
        <source>Wait until it has ended, then press F5.</source>
        <translation>请等它结束后按 F5。</translation>
    </message>
    <message>
        <source>The link to the scanner failed.</source>
        <translation>与扫描仪的连接中断。</translation>
    </message>
    <message>
        <source>The cable or the network was disturbed.</source>
        <translation>连线或网络受到干扰。</translation>
    </message>
    <message>
        <source>Check it and press F5; pages already scanned are kept.</source>
        <translation>请检查后按 F5，已扫描的页都已保留。</translation>
    </message>
    <message>
        <source>The page is not sharp.</source>
        <translation>这一页不清晰。</translation>
    </message>
    <message>
        <source>It moved, or the camera was not focused. It is kept as it is.</source>
        <translation>纸张移动了，或镜头没有对好焦。这一页已按原样保留。</translation>
    </message>
    <message>
        <source>Look at it, and take it again if it cannot be read.</source>
        <translation>请查看，看不清就重拍。</translation>
    </message>
    <message>
        <source>Light is mirrored on the page.</source>
        <translation>这一页有反光。</translation>
    </message>
    <message>
        <source>What lies under the bright spot cannot be read. It is kept as it is.</source>
        <translation>亮斑下的内容看不清。这一页已按原样保留。</translation>
    </message>
    <message>
        <source>Turn the page or the lamp a little, and take it again.</source>
        <translation>请稍微转动纸张或灯，再拍一次。</translation>
    </message>
    <message>
        <source>The scanner may not be used.</source>
        <translation>没有使用扫描仪的权限。</translation>
    </message>
    <message>
        <source>This user has no right to it.</source>
        <translation>当前用户没有权限。</translation>
    </message>
    <message>
        <source>Ask IT for the right.</source>
        <translation>请信息人员开通权限。</translation>
    </message>
    <message>
        <source>The device&apos;s driver ended by itself.</source>
        <translation>设备驱动意外退出。</translation>
    </message>
    <message>
        <source>It was started again.</source>
        <translation>系统已重新启动它。</translation>
    </message>
    <message>
        <source>The device&apos;s driver did not answer.</source>
        <translation>设备驱动没有应答。</translation>
    </message>
    <message>
        <source>It was stopped and started again.</source>
        <translation>系统已重新启动它。</translation>
    </message>
    <message>
        <source>The driver for this device is not there.</source>
        <translation>缺少此设备的驱动。</translation>
    </message>
    <message>
        <source>It is not installed.</source>
        <translation>没有安装。</translation>
    </message>
    <message>
        <source>Choose another in the settings, or ask IT.</source>
        <translation>请在设置中另选，或联系信息人员。</translation>
    </message>
    <message>
        <source>The device&apos;s driver sent something unreadable.</source>
        <translation>设备驱动发来的内容无法识别。</translation>
    </message>
    <message>
        <source>Driver and program may be of different versions.</source>
        <translation>驱动与程序版本可能不一致。</translation>
    </message>
    <message>
        <source>Printer: no answer. The paper is saved.</source>
        <translation>打印机没有应答，内容已保存。</translation>
    </message>
    <message>
        <source>It is off, or the network to it is down.</source>
        <translation>打印机未开机或网络不通。</translation>
    </message>
    <message>
        <source>Switch it on; it prints by itself then.</source>
        <translation>请开机，之后自动打印。</translation>
    </message>
    <message>
        <source>The printer is off line. The paper is saved.</source>
        <translation>打印机处于脱机状态，内容已保存。</translation>
    </message>
    <message>
        <source>It was set off line on its panel.</source>
        <translation>打印机面板上设为脱机。</translation>
    </message>
    <message>
        <source>Set it on line; it prints by itself then.</source>
        <translation>请设为联机，之后自动打印。</translation>
    </message>
    <message>
        <source>The printer is out of paper. The receipt is saved.</source>
        <translation>打印机缺纸，回执已保存。</translation>
    </message>
    <message>
        <source>The roll or the tray is empty.</source>
        <translation>纸卷或纸盒已空。</translation>
    </message>
    <message>
        <source>Put paper in; it prints by itself then.</source>
        <translation>装纸后自动打印。</translation>
    </message>
    <message>
        <source>The printer&apos;s cover is open. The paper is saved.</source>
        <translation>打印机盖子未关，内容已保存。</translation>
    </message>
    <message>
        <source>It must be closed to print.</source>
        <translation>关好才能打印。</translation>
    </message>
    <message>
        <source>Close it; it prints by itself then.</source>
        <translation>请关好盖子，之后自动打印。</translation>
    </message>
    <message>
        <source>The printing broke off.</source>
        <translation>打印中断。</translation>
    </message>
    <message>
        <source>The link failed in the middle.</source>
        <translation>传输途中连接断开。</translation>
    </message>
    <message>
        <source>Throw the half slip away; it prints again by itself.</source>
        <translation>请丢弃半张小票，系统会自动重打。</translation>
    </message>
    <message>
        <source>This file is not a PDF.</source>
        <translation>这个文件不是 PDF。</translation>
    </message>
    <message>
        <source>Its content is something else.</source>
        <translation>内容是其他格式。</translation>
    </message>
    <message>
        <source>Choose another file, or scan the paper.</source>
        <translation>请另选文件，或扫描纸质材料。</translation>
    </message>
    <message>
        <source>This PDF asks for a password.</source>
        <translation>这个 PDF 需要密码。</translation>
    </message>
    <message>
        <source>It was protected by whoever made it.</source>
        <translation>制作者对它加了保护。</translation>
    </message>
    <message>
        <source>Ask for an open copy, or scan the paper.</source>
        <translation>请索取未加密的文件，或扫描纸质材料。</translation>
    </message>
    <message>
        <source>There are too many pages.</source>
        <translation>页数过多。</translation>
    </message>
    <message>
        <source>One file may hold only so many.</source>
        <translation>单个文件的页数有上限。</translation>
    </message>
    <message>
        <source>Split it and import the parts.</source>
        <translation>请拆分后分别导入。</translation>
    </message>
    <message>
        <source>This file is not a picture.</source>
        <translation>这个文件不是图片。</translation>
    </message>
    <message>
        <source>Choose a PDF, JPEG or PNG.</source>
        <translation>请选择 PDF、JPEG 或 PNG。</translation>
    </message>
    <message>
        <source>The picture is too large.</source>
        <translation>图片过大。</translation>
    </message>
    <message>
        <source>It has more pixels than allowed.</source>
        <translation>像素超过上限。</translation>
    </message>
    <message>
        <source>Save it smaller, or scan at 200 dpi.</source>
        <translation>请缩小后保存，或用 200 dpi 扫描。</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>文件无法读取。</translation>
    </message>
    <message>
        <source>It is damaged, gone or protected.</source>
        <translation>文件损坏、已移走或没有权限。</translation>
    </message>
    <message>
        <source>Choose it again, or another one.</source>
        <translation>请重新选择，或换一个文件。</translation>
    </message>
    <message>
        <source>No code was found.</source>
        <translation>没有识别到二维码。</translation>
    </message>
    <message>
        <source>The picture shows none that can be read.</source>
        <translation>画面中没有可读的码。</translation>
    </message>
    <message>
        <source>Hold the code flat and nearer, or type the number.</source>
        <translation>请放平靠近，或手工输入号码。</translation>
    </message>
    <message>
        <source>The number fails its check.</source>
        <translation>号码未通过校验。</translation>
    </message>
    <message>
        <source>A character is wrong or two are swapped.</source>
        <translation>有一位有误，或两位颠倒。</translation>
    </message>
    <message>
        <source>Compare with the document; keep it with a reason.</source>
        <translation>请与证件核对；保留时请写明原因。</translation>
    </message>
    <message>
        <source>A required field is empty.</source>
        <translation>有必填项未填。</translation>
    </message>
    <message>
        <source>The matter&apos;s form asks for it.</source>
        <translation>事项表单要求填写。</translation>
    </message>
    <message>
        <source>Fill it in; it is marked.</source>
        <translation>请补填，已作标记。</translation>
    </message>
    <message>
        <source>A field&apos;s value is not allowed.</source>
        <translation>有一项填写不符合要求。</translation>
    </message>
    <message>
        <source>It breaks the rule of the form.</source>
        <translation>与表单规则不符。</translation>
    </message>
    <message>
        <source>Correct it; it is marked.</source>
        <translation>请更正，已作标记。</translation>
    </message>
    <message>
        <source>This cannot be done now.</source>
        <translation>现在不能这样办理。</translation>
    </message>
    <message>
        <source>The state of the case does not allow it.</source>
        <translation>办件当前状态不允许。</translation>
    </message>
    <message>
        <source>Look at the state of the case; F1 shows what is possible.</source>
        <translation>请查看办件状态；按 F1 可看到能做什么。</translation>
    </message>
    <message>
        <source>This is not done at the window.</source>
        <translation>此项不在窗口办理。</translation>
    </message>
    <message>
        <source>Another body decides it.</source>
        <translation>由其他环节决定。</translation>
    </message>
    <message>
        <source>Wait for the centre; it arrives by itself.</source>
        <translation>请等待中心处理，结果会自动到达。</translation>
    </message>
    <message>
        <source>Materials are still missing.</source>
        <translation>材料还不齐。</translation>
    </message>
    <message>
        <source>Required ones are not there yet.</source>
        <translation>有必需的材料未提交。</translation>
    </message>
    <message>
        <source>See the list on the right; F10 tells the applicant everything once.</source>
        <translation>请看右侧清单；按 F10 可一次性告知申请人。</translation>
    </message>
    <message>
        <source>This case has its receipt already.</source>
        <translation>此办件已有收件凭证。</translation>
    </message>
    <message>
        <source>A receipt is given once only.</source>
        <translation>收件凭证只出具一次。</translation>
    </message>
    <message>
        <source>Print it again in the case, if it is needed.</source>
        <translation>如需要，可在办件中补打。</translation>
    </message>
    <message>
        <source>The case was changed at the centre meanwhile.</source>
        <translation>办件同时在中心被改动。</translation>
    </message>
    <message>
        <source>Both sides changed the same part.</source>
        <translation>双方改动了同一处。</translation>
    </message>
    <message>
        <source>Compare both under “To send” and choose; nothing is lost.</source>
        <translation>请在“待发”中对照后选择，内容没有丢失。</translation>
    </message>
    <message>
        <source>A record of the case cannot be understood.</source>
        <translation>办件中有一条记录无法识别。</translation>
    </message>
    <message>
        <source>Tell IT, with the code; the case is kept.</source>
        <translation>请把代码告诉信息人员，办件已保留。</translation>
    </message>
    <message>
        <source>This matter is not in the catalogue.</source>
        <translation>目录中没有此事项。</translation>
    </message>
    <message>
        <source>It was removed or the catalogue is older.</source>
        <translation>它已取消，或目录较旧。</translation>
    </message>
    <message>
        <source>Search by name, or ask IT for the new catalogue.</source>
        <translation>请按名称查找，或请信息人员更新目录。</translation>
    </message>
    <message>
        <source>The catalogue of matters cannot be used.</source>
        <translation>事项目录无法使用。</translation>
    </message>
    <message>
        <source>It breaks its own rules.</source>
        <translation>它不符合自身规则。</translation>
    </message>
    <message>
        <source>Tell IT; the one before stays in use.</source>
        <translation>请告诉信息人员，仍沿用原目录。</translation>
    </message>
    <message>
        <source>The calendar for that year is not known yet.</source>
        <translation>该年度的工作日历尚未公布。</translation>
    </message>
    <message>
        <source>The holidays have not been published.</source>
        <translation>节假日安排还没有发布。</translation>
    </message>
    <message>
        <source>The date is provisional and is worked out again by itself.</source>
        <translation>日期为暂定，公布后自动重算。</translation>
    </message>
    <message>
        <source>A reason is needed.</source>
        <translation>需要填写理由。</translation>
    </message>
    <message>
        <source>This act is recorded with its reason.</source>
        <translation>此操作须连同理由一并记录。</translation>
    </message>
    <message>
        <source>Write a few words and do it again.</source>
        <translation>请写几个字后再操作。</translation>
    </message>
    <message>
        <source>This material cannot be taken from shared data.</source>
        <translation>该材料无法通过数据共享获取。</translation>
    </message>
    <message>
        <source>No department shares it with this hall.</source>
        <translation>目前没有部门向本大厅共享该材料。</translation>
    </message>
    <message>
        <source>Ask the visitor for it and scan it with F5, or import it as a file.</source>
        <translation>请让办事人提供，按 F5 扫描，或导入文件。</translation>
    </message>
    <message>
        <source>This code is not from one of our papers.</source>
        <translation>这个码不是本系统文书上的码。</translation>
    </message>
    <message>
        <source>Its text has another form.</source>
        <translation>内容格式不同。</translation>
    </message>
    <message>
        <source>Scan the code at the foot of the notice or slip.</source>
        <translation>请扫描通知书或小票下方的码。</translation>
    </message>
    <message>
        <source>The paper&apos;s signature does not fit.</source>
        <translation>文书签名不符。</translation>
    </message>
    <message>
        <source>Text and signature do not belong together.</source>
        <translation>文字与签名不对应。</translation>
    </message>
    <message>
        <source>Keep the paper and call a supervisor.</source>
        <translation>请留下文书并联系主管。</translation>
    </message>
    <message>
        <source>The window that issued this paper is not known here.</source>
        <translation>不认识签发此文书的窗口。</translation>
    </message>
    <message>
        <source>Its key has not been loaded yet.</source>
        <translation>还没有取得它的公钥。</translation>
    </message>
    <message>
        <source>Check it again when the link is up.</source>
        <translation>请在网络恢复后再核验。</translation>
    </message>
    <message>
        <source>Nobody is waiting.</source>
        <translation>没有人等候。</translation>
    </message>
    <message>
        <source>The queue is empty.</source>
        <translation>队列是空的。</translation>
    </message>
    <message>
        <source>Serve a visitor without a ticket with Ctrl+N.</source>
        <translation>无号来访可按 Ctrl+N 办理。</translation>
    </message>
    <message>
        <source>Another window called this visitor first.</source>
        <translation>该号已被其他窗口叫走。</translation>
    </message>
    <message>
        <source>Two windows called at the same time.</source>
        <translation>两个窗口同时叫号。</translation>
    </message>
    <message>
        <source>The queue does not know yet what was done with a ticket.</source>
        <translation>排队系统尚不知道对该号票的处理。</translation>
    </message>
    <message>
        <source>The centre could not take it now.</source>
        <translation>中心暂时无法接收。</translation>
    </message>
    <message>
        <source>Go on working; it is kept here and told again by itself.</source>
        <translation>请继续办理；处理已存本机，会自动重新上报。</translation>
    </message>
    <message>
        <source>The queue refused what was done with a ticket.</source>
        <translation>排队系统未接受对该号票的处理。</translation>
    </message>
    <message>
        <source>The ticket stands otherwise there; another window may have it.</source>
        <translation>该号票在排队系统中的状态不同，可能已在其他窗口。</translation>
    </message>
    <message>
        <source>Press F2 for the next one.</source>
        <translation>请按 F2 叫下一位。</translation>
    </message>
    <message>
        <source>%1 %2 %3 (%4)</source>
        <translation>%1%2%3(%4)</translation>
    </message>
    <message>
        <source>Compare with the queue&apos;s display. What you did is kept under “To send”, set aside.</source>
        <translation>请与叫号屏核对。您的操作已保留在“待发”中，已搁置。</translation>
    </message>
    <message>
        <source>This bundle cannot be read.</source>
        <translation>移交包无法读取。</translation>
    </message>
    <message>
        <source>The file is no bundle, is torn, or was changed on the way.</source>
        <translation>文件不是移交包、不完整，或在途中被改动。</translation>
    </message>
    <message>
        <source>Copy it once more from the window that made it. Nothing was taken in.</source>
        <translation>请从导出的窗口重新拷贝。没有导入任何内容。</translation>
    </message>
    <message>
        <source>This bundle is not of a window known here.</source>
        <translation>移交包不是本机认识的窗口导出的。</translation>
    </message>
    <message>
        <source>It is of another hall, or this window has not heard of its maker yet.</source>
        <translation>它属于其他大厅，或本窗口尚不知道导出它的窗口。</translation>
    </message>
    <message>
        <source>Import it at a window of its hall, after being on line once. Nothing was taken in.</source>
        <translation>请在所属大厅的窗口联网一次后再导入。没有导入任何内容。</translation>
    </message>
    <message>
        <source>The passphrase does not open this bundle.</source>
        <translation>口令打不开这个移交包。</translation>
    </message>
    <message>
        <source>A character may be mistyped, or it belongs to another bundle.</source>
        <translation>可能输错了字符，或口令属于另一个移交包。</translation>
    </message>
    <message>
        <source>Ask the window that made it and type it once more. Nothing was taken in.</source>
        <translation>请向导出的窗口核对后重新输入。没有导入任何内容。</translation>
    </message>
    <message>
        <source>The bundle was not written.</source>
        <translation>移交包没有写成。</translation>
    </message>
    <message>
        <source>The place cannot be written, or is full.</source>
        <translation>该位置无法写入，或已满。</translation>
    </message>
    <message>
        <source>Choose another folder or stick. Your work stays here as before.</source>
        <translation>请换一个文件夹或 U 盘。您的工作仍保存在本机。</translation>
    </message>
</context>
<context>
    <name>StartFailure</name>
    <message>
        <source>Yichuang cannot start</source>
        <translation>一窗无法启动</translation>
    </message>
</context>
<context>
    <name>WaitWords</name>
    <message>
        <source>Waiting</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Retrying at %1</source>
        <extracomment>%1 is a time of day</extracomment>
        <translation>%1 重试</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>It is on its way to the centre.</source>
        <translation>正在发往中心。</translation>
    </message>
    <message>
        <source>%1 Next try at %2; “Send now” tries at once.</source>
        <translation>%1%2 再试；“立即发送”马上再试。</translation>
    </message>
    <message>
        <source>%1 It goes by itself as soon as that is over.</source>
        <translation>%1恢复后自动发送。</translation>
    </message>
    <message>
        <source>Its turn comes by itself.</source>
        <translation>正在排队，轮到后自动发送。</translation>
    </message>
    <message>
        <source>The centre refuses it as it is. It is kept here, holds up no other case, and can be exported or tried again.</source>
        <translation>中心不接受目前的内容。办件保留在本机，不影响其他办件，可以导出或重试。</translation>
    </message>
    <message>
        <source>Both versions are kept until you have chosen.</source>
        <translation>在您选定之前，两个版本都会保留。</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n 步操作</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n 页</numerusform>
        </translation>
    </message>
    <message>
        <source>called</source>
        <translation>叫号</translation>
    </message>
    <message>
        <source>called again</source>
        <translation>重呼</translation>
    </message>
    <message>
        <source>being served</source>
        <translation>开始办理</translation>
    </message>
    <message>
        <source>visit finished</source>
        <translation>办理结束</translation>
    </message>
    <message>
        <source>did not come</source>
        <translation>过号</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>弃号</translation>
    </message>
    <message>
        <source>transferred</source>
        <translation>转移</translation>
    </message>
    <message>
        <source>back in the queue</source>
        <translation>重新排队</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Identity card</source>
        <translation>身份证</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已收件</translation>
    </message>
    <message>
        <source>To be completed</source>
        <translation>待补正</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已受理</translation>
    </message>
    <message>
        <source>Accepted with tolerance</source>
        <translation>容缺受理</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>Deemed accepted</source>
        <translation>视为受理</translation>
    </message>
    <message>
        <source>Passed on</source>
        <translation>已转办</translation>
    </message>
    <message>
        <source>Under review</source>
        <translation>审核中</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>特别程序</translation>
    </message>
    <message>
        <source>Granted</source>
        <translation>准予</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>不予许可</translation>
    </message>
    <message>
        <source>Licence made</source>
        <translation>已制证</translation>
    </message>
    <message>
        <source>Ready to collect</source>
        <translation>待出件</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>已出件</translation>
    </message>
    <message>
        <source>Rated</source>
        <translation>已评价</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤件</translation>
    </message>
    <message>
        <source>Ended early</source>
        <translation>异常终止</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>已作废</translation>
    </message>
    <message>
        <source>Saved here</source>
        <translation>已存本机</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>At the centre</source>
        <translation>中心已收</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Clock stands still</source>
        <translation>时限暂停</translation>
    </message>
    <message numerus="yes">
        <source>Scanned, %n page(s)</source>
        <translation>
            <numerusform>已扫描 %n 页</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Imported, %n file(s)</source>
        <translation>
            <numerusform>已导入 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>From shared data</source>
        <translation>已调用</translation>
    </message>
    <message>
        <source>Checked by card</source>
        <translation>已读卡核验</translation>
    </message>
    <message>
        <source>Original seen</source>
        <translation>已核原件</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>非必需</translation>
    </message>
    <message>
        <source>Missing · may follow</source>
        <translation>未提交 · 可容缺</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>未提交</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>working</source>
        <translation>工作中</translation>
    </message>
    <message>
        <source>in trouble</source>
        <translation>有故障</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原件</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复印件</translation>
    </message>
    <message>
        <source>Electronic</source>
        <translation>电子</translation>
    </message>
    <message>
        <source>Original, seen</source>
        <translation>原件核验</translation>
    </message>
    <message>
        <source>On the spot</source>
        <translation>即办件</translation>
    </message>
    <message>
        <source>Promised limit</source>
        <translation>承诺件</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Applicant set</source>
        <translation>录入申请人</translation>
    </message>
    <message>
        <source>Situation chosen</source>
        <translation>选择情形</translation>
    </message>
    <message>
        <source>Form filled</source>
        <translation>填写表单</translation>
    </message>
    <message>
        <source>Material added</source>
        <translation>添加材料</translation>
    </message>
    <message>
        <source>Material taken back</source>
        <translation>撤回材料</translation>
    </message>
    <message>
        <source>Materials received</source>
        <translation>收件</translation>
    </message>
    <message>
        <source>Asked to complete</source>
        <translation>一次性告知</translation>
    </message>
    <message>
        <source>Case number given</source>
        <translation>取得办件编号</translation>
    </message>
    <message>
        <source>Review begun</source>
        <translation>开始审核</translation>
    </message>
    <message>
        <source>Resumed</source>
        <translation>恢复计时</translation>
    </message>
    <message>
        <source>Time extended</source>
        <translation>延长时限</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>作出决定</translation>
    </message>
    <message>
        <source>Paper printed</source>
        <translation>打印文书</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Receipt of materials</source>
        <translation>收件凭证</translation>
    </message>
    <message>
        <source>Notice of acceptance</source>
        <translation>受理通知书</translation>
    </message>
    <message>
        <source>Notice of non-acceptance</source>
        <translation>不予受理通知书</translation>
    </message>
    <message>
        <source>One-time notice</source>
        <translation>一次性告知书</translation>
    </message>
    <message>
        <source>Notice of tolerance</source>
        <translation>容缺受理通知书</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>小票</translation>
    </message>
    <message>
        <source>Queue ticket</source>
        <translation>号票</translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>date format of QLocale::toString: day and month</extracomment>
        <translation>M 月 d 日</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>date format of QLocale::toString: day, month and year</extracomment>
        <translation>yyyy 年 M 月 d 日</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working day(s) over</source>
        <translation>
            <numerusform>超期 %n 个工作日</numerusform>
        </translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>今天到期</translation>
    </message>
    <message numerus="yes">
        <source>%n working day(s) left</source>
        <translation>
            <numerusform>还有 %n 个工作日</numerusform>
        </translation>
    </message>
    <message>
        <source>Materials are checked</source>
        <translation>材料核验</translation>
    </message>
    <message>
        <source>Check of materials begun</source>
        <translation>开始核验材料</translation>
    </message>
    <message>
        <source>Notice of extension</source>
        <translation>延长时限告知书</translation>
    </message>
    <message>
        <source>Notice of special procedure</source>
        <translation>特别程序告知书</translation>
    </message>
    <message>
        <source>Notice of return</source>
        <translation>退件告知单</translation>
    </message>
    <message>
        <source>Receipt of collection</source>
        <translation>领证回执</translation>
    </message>
</context>
<context>
    <name>yichuang::ApplicantCard</name>
    <message>
        <source>No applicant yet. Lay the identity card on the reader, or type.</source>
        <translation>还没有申请人。请把身份证放在读卡器上，或手工录入。</translation>
    </message>
    <message>
        <source>no name yet</source>
        <translation>未填姓名</translation>
    </message>
    <message>
        <source>Card read</source>
        <translation>已刷身份证</translation>
    </message>
    <message>
        <source>Typed</source>
        <translation>手工录入</translation>
    </message>
    <message>
        <source>For an organisation</source>
        <translation>代表单位</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Identity number</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>Why the number is kept</source>
        <translation>保留此号码的理由</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>联系电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住址</translation>
    </message>
    <message>
        <source>Organisation stood for</source>
        <translation>所代表的单位</translation>
    </message>
    <message>
        <source>Its credit code</source>
        <translation>统一社会信用代码</translation>
    </message>
    <message>
        <source>The number&apos;s check digit is %1, expected %2.</source>
        <translation>校验位是 %1，应为 %2。</translation>
    </message>
    <message>
        <source>The number has %1 characters, expected %2.</source>
        <translation>号码有 %1 位，应为 %2 位。</translation>
    </message>
    <message>
        <source>The number fails its check. Compare it with the document.</source>
        <translation>号码未通过校验，请与证件核对。</translation>
    </message>
    <message>
        <source>Credit code: %1</source>
        <translation>信用代码：%1</translation>
    </message>
</context>
<context>
    <name>yichuang::CarryPanel</name>
    <message>
        <source>Export as a sealed bundle</source>
        <translation>导出为移交包</translation>
    </message>
    <message>
        <source>Import a bundle</source>
        <translation>导入移交包</translation>
    </message>
    <message>
        <source>One sealed file. Another window of this hall imports and sends it. All of it stays here too: whichever window sends first, it counts once.</source>
        <translation>一个密封文件，由本大厅的另一个窗口导入并发送。内容同时保留在本机：无论哪个窗口先发，都只算一次。</translation>
    </message>
    <message>
        <source>Checked as a whole before anything is taken in. Importing it twice changes nothing.</source>
        <translation>先整体检查，再导入。重复导入不会改变任何内容。</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Make another</source>
        <translation>换一个</translation>
    </message>
    <message numerus="yes">
        <source>Passphrase (at least %n characters); tell it to the other window, it is not in the file</source>
        <translation>
            <numerusform>口令（至少 %n 个字符），请告知对方窗口，文件中不含口令</numerusform>
        </translation>
    </message>
    <message>
        <source>Passphrase, as the other window tells it</source>
        <translation>口令（由导出的窗口告知）</translation>
    </message>
    <message>
        <source>Write the bundle</source>
        <translation>写入移交包</translation>
    </message>
    <message>
        <source>Import it</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Everything that waits here goes into it, page files too.</source>
        <translation>本机所有待发内容都会导出，包括扫描件。</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen case(s) go into it, with their page files.</source>
        <translation>
            <numerusform>导出选中的 %n 件办件及其扫描件。</numerusform>
        </translation>
    </message>
    <message>
        <source>For work of a window that cannot reach the centre.</source>
        <translation>用于接收无法连接中心的窗口的工作。</translation>
    </message>
    <message>
        <source>Bundle (*.bundle)</source>
        <translation>移交包 (*.bundle)</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s)</source>
        <translation>
            <numerusform>%n 件办件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page file(s)</source>
        <translation>
            <numerusform>%n 个扫描件</numerusform>
        </translation>
    </message>
    <message>
        <source>Written: %1%2. Tell the other window the passphrase.</source>
        <translation>已写入：%1%2。请把口令告知对方窗口。</translation>
    </message>
    <message>
        <source>All of it was here already; nothing was changed.</source>
        <translation>这些内容本机都已有，没有改动。</translation>
    </message>
    <message>
        <source>Imported: %1%2, made at %3. They are sent from here by themselves.</source>
        <translation>已导入：%1%2，来自 %3。将由本窗口自动发送。</translation>
    </message>
</context>
<context>
    <name>yichuang::CaseDetail</name>
    <message>
        <source>Receipt number</source>
        <translation>收件号</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>办件编号</translation>
    </message>
    <message>
        <source>given by the centre when it arrives there</source>
        <translation>到达中心后由中心给出</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>承办部门</translation>
    </message>
    <message>
        <source>Situation</source>
        <translation>情形</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Time limits</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Received on</source>
        <translation>收件日期</translation>
    </message>
    <message>
        <source>%1 (provisional)</source>
        <translation>%1（暂定）</translation>
    </message>
    <message>
        <source>To be completed by</source>
        <translation>补正期限</translation>
    </message>
    <message>
        <source>Materials to follow by</source>
        <translation>容缺补交期限</translation>
    </message>
    <message>
        <source>Promised by</source>
        <translation>承诺办结</translation>
    </message>
    <message>
        <source>By law until</source>
        <translation>法定期限</translation>
    </message>
    <message>
        <source>Applicant, form and materials</source>
        <translation>申请人、表单与材料</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Identity number</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>中心</translation>
    </message>
    <message>
        <source>by the clock</source>
        <translation>到期自动</translation>
    </message>
    <message>
        <source>Ask for what is missing by</source>
        <translation>告知补正截止</translation>
    </message>
</context>
<context>
    <name>yichuang::CasesPage</name>
    <message>
        <source>Receipt number, case number, name or matter code</source>
        <translation>收件号、办件编号、姓名或事项编码</translation>
    </message>
    <message>
        <source>Find a case</source>
        <translation>查找办件</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>Show older ones</source>
        <translation>显示更早的办件</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s), newest first</source>
        <translation>
            <numerusform>%n 件，最新在前</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a case to see where it stands.</source>
        <translation>选择一个办件，查看办理进度。</translation>
    </message>
</context>
<context>
    <name>yichuang::CommandPalette</name>
    <message>
        <source>Everything by name</source>
        <translation>按名称查找</translation>
    </message>
    <message>
        <source>An act or a matter, by name, pinyin or initials</source>
        <translation>操作或事项：名称、拼音或首字母</translation>
    </message>
    <message>
        <source>Find an act or a matter</source>
        <translation>查找操作或事项</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>查找结果</translation>
    </message>
</context>
<context>
    <name>yichuang::DecisionColumn</name>
    <message>
        <source>Time limits</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>收件号</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Will print: %1</source>
        <translation>将打印：%1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message numerus="yes">
        <source>%n working day(s)</source>
        <translation>
            <numerusform>%n 个工作日</numerusform>
        </translation>
    </message>
    <message>
        <source>Promised: %1</source>
        <translation>承诺 %1</translation>
    </message>
    <message>
        <source>By law: %1</source>
        <translation>法定 %1</translation>
    </message>
    <message>
        <source>%1 (provisional)</source>
        <translation>%1（暂定）</translation>
    </message>
    <message>
        <source>To be completed by %1</source>
        <translation>请于 %1前补正</translation>
    </message>
    <message>
        <source>Counted from %1</source>
        <translation>从 %1收件起算，节假日不计</translation>
    </message>
    <message>
        <source>If received today; holidays not counted</source>
        <translation>从今天收件起算，节假日不计</translation>
    </message>
    <message>
        <source>No applicant yet</source>
        <translation>还没有申请人</translation>
    </message>
    <message>
        <source>%1: not filled in</source>
        <translation>%1未填写</translation>
    </message>
    <message>
        <source>%1: please check</source>
        <translation>%1请核对</translation>
    </message>
    <message>
        <source>%1: missing</source>
        <translation>%1未提交</translation>
    </message>
    <message numerus="yes">
        <source>%1 may follow within %n working day(s)</source>
        <translation>
            <numerusform>%1可容缺，%n 个工作日内补交</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is missing</source>
        <translation>材料已齐</translation>
    </message>
    <message numerus="yes">
        <source>Still missing: %n</source>
        <translation>
            <numerusform>还差 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>The centre has not given its number yet</source>
        <translation>中心尚未给出办件编号</translation>
    </message>
    <message>
        <source>Case number %1</source>
        <translation>办件编号 %1</translation>
    </message>
    <message>
        <source>Why it is not accepted (printed on the notice)</source>
        <translation>不予受理的理由（印在通知书上）</translation>
    </message>
    <message>
        <source>What the applicant has to mend (printed on the notice)</source>
        <translation>申请人需要补正的内容（印在告知书上）</translation>
    </message>
</context>
<context>
    <name>yichuang::DeskPage</name>
    <message>
        <source>The queue</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等候</translation>
    </message>
    <message>
        <source>longest wait</source>
        <translation>最长等候</translation>
    </message>
    <message>
        <source>Last cases at this window</source>
        <translation>本窗口最近办件</translation>
    </message>
    <message>
        <source>Nothing yet. What you take in appears here.</source>
        <translation>还没有。您收的件会显示在这里。</translation>
    </message>
    <message>
        <source>Calling the next visitor…</source>
        <translation>正在叫号…</translation>
    </message>
    <message>
        <source>The window is free</source>
        <translation>窗口空闲</translation>
    </message>
    <message>
        <source>The centre is asked for the next number.</source>
        <translation>正在向中心取下一个号。</translation>
    </message>
    <message>
        <source>Call the next visitor, or begin with somebody who has no ticket. A card laid on the reader begins by itself.</source>
        <translation>请叫下一位，或为无号来访者办理；把身份证放上读卡器即可直接开始。</translation>
    </message>
    <message>
        <source>At the window</source>
        <translation>正在办理</translation>
    </message>
    <message>
        <source>no ticket</source>
        <translation>无号</translation>
    </message>
    <message>
        <source>waited %1</source>
        <translation>等候 %1</translation>
    </message>
    <message numerus="yes">
        <source>called %n time(s)</source>
        <translation>
            <numerusform>已叫 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>to be served first</source>
        <translation>优先</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>Off line: these numbers are from before. Calling gives a local number.</source>
        <translation>离线：这是之前的数字；叫号将使用本窗口的号。</translation>
    </message>
</context>
<context>
    <name>yichuang::DevicePart</name>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 (not installed)</source>
        <translation>%1（未安装）</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>驱动</translation>
    </message>
</context>
<context>
    <name>yichuang::FormPanel</name>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>year-month-day</source>
        <translation>年-月-日</translation>
    </message>
    <message>
        <source>required</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>please check</source>
        <translation>请核对</translation>
    </message>
</context>
<context>
    <name>yichuang::HelpPanel</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>代码表</translation>
    </message>
    <message>
        <source>Table of codes</source>
        <translation>代码表</translation>
    </message>
</context>
<context>
    <name>yichuang::IntakePage</name>
    <message>
        <source>The window is free</source>
        <translation>窗口空闲</translation>
    </message>
    <message>
        <source>Call the next visitor, or begin with somebody who has no ticket.</source>
        <translation>请叫下一位，或为无号来访者办理。</translation>
    </message>
    <message>
        <source>Import a file into the material</source>
        <translation>把文件导入到材料</translation>
    </message>
    <message>
        <source>Documents (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp)</source>
        <translation>文档 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp)</translation>
    </message>
</context>
<context>
    <name>yichuang::MainWindow</name>
    <message>
        <source>Yichuang</source>
        <translation>一窗</translation>
    </message>
</context>
<context>
    <name>yichuang::MaterialsModel</name>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Material</source>
        <translation>材料</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>要求</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
</context>
<context>
    <name>yichuang::MaterialsTable</name>
    <message>
        <source>Materials</source>
        <translation>材料</translation>
    </message>
</context>
<context>
    <name>yichuang::MatterPanel</name>
    <message>
        <source>Scan otherwise</source>
        <translation>换方式扫描</translation>
    </message>
    <message>
        <source>“%1” is not in shared data. Ask the visitor for it, then scan or import it.</source>
        <translation>“%1”没有共享数据。请让办事人提供，再扫描或导入。</translation>
    </message>
    <message>
        <source>Situation</source>
        <translation>情形</translation>
    </message>
    <message>
        <source>Materials</source>
        <translation>材料</translation>
    </message>
    <message>
        <source>Scanning</source>
        <translation>正在扫描</translation>
    </message>
    <message>
        <source>Situation: %1</source>
        <translation>情形：%1</translation>
    </message>
    <message>
        <source> · can be shared</source>
        <translation> · 可调用</translation>
    </message>
    <message numerus="yes">
        <source>Scanning into “%1”: %n page(s) so far</source>
        <translation>
            <numerusform>正在扫描到“%1”，已 %n 页</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yichuang::MatterPicker</name>
    <message>
        <source>What is the visitor applying for?</source>
        <translation>申请办理什么事项？</translation>
    </message>
    <message>
        <source>Name, pinyin initials, code or department</source>
        <translation>名称、拼音首字母、编码或部门</translation>
    </message>
    <message>
        <source>Find a matter</source>
        <translation>查找事项</translation>
    </message>
    <message>
        <source>Matters found</source>
        <translation>查到的事项</translation>
    </message>
    <message>
        <source>Nothing by that name. Try part of the name, the initials of the pinyin, or the code.</source>
        <translation>没有这个名称。可试部分名称、拼音首字母或编码。</translation>
    </message>
</context>
<context>
    <name>yichuang::MergeTable</name>
    <message>
        <source>Both versions of the case</source>
        <translation>办件的两个版本</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>At the centre</source>
        <translation>中心版本</translation>
    </message>
    <message>
        <source>At this window</source>
        <translation>本窗口</translation>
    </message>
    <message>
        <source>Will be</source>
        <translation>合并结果</translation>
    </message>
    <message>
        <source>choose ← or →</source>
        <translation>请选 ← 或 →</translation>
    </message>
    <message>
        <source>%1 (both changed)</source>
        <translation>%1（双方都改过）</translation>
    </message>
</context>
<context>
    <name>yichuang::Notice</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>关闭提示</translation>
    </message>
    <message>
        <source>%1 %2 (%3)</source>
        <translation>%1%2（%3）</translation>
    </message>
</context>
<context>
    <name>yichuang::OneThingPanel</name>
    <message>
        <source>What applies to this visitor? Each matter becomes a case with its own receipt and term; what they share is asked for once.</source>
        <translation>请按申请人的情形选择。每个事项各成一件，各有回执和期限；共用的信息和材料只收一次。</translation>
    </message>
    <message>
        <source>Matters to open</source>
        <translation>将受理的事项</translation>
    </message>
    <message numerus="yes">
        <source>Matters to open: %n</source>
        <translation>
            <numerusform>将受理 %n 个事项</numerusform>
        </translation>
    </message>
    <message>
        <source>Open these matters (Enter)</source>
        <translation>开始办理（回车）</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>返回（Esc）</translation>
    </message>
</context>
<context>
    <name>yichuang::OutboxPage</name>
    <message>
        <source>Waiting to be sent</source>
        <translation>待发</translation>
    </message>
    <message>
        <source>Cases that wait</source>
        <translation>待发办件</translation>
    </message>
    <message>
        <source>Everything is at the centre.</source>
        <translation>全部已到中心。</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s)</source>
        <translation>
            <numerusform>%n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n page file(s)</source>
        <translation>
            <numerusform>，%n 个页面文件</numerusform>
        </translation>
    </message>
    <message>
        <source>, oldest from %1</source>
        <translation>，最早 %1</translation>
    </message>
    <message>
        <source>Off line since %1. It is tried again by itself; all is kept here.</source>
        <translation>%1 起离线。系统会自动重试，内容都存在本机。</translation>
    </message>
    <message>
        <source>The centre answers; what waits is being sent.</source>
        <translation>中心在线，正在发送。</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>The last attempt failed; the next is at %1.</source>
        <translation>上次发送没有成功，%1 再试。</translation>
    </message>
    <message numerus="yes">
        <source>Export %n case(s)…</source>
        <translation>
            <numerusform>导出 %n 件…</numerusform>
        </translation>
    </message>
    <message>
        <source>Export all…</source>
        <translation>全部导出…</translation>
    </message>
</context>
<context>
    <name>yichuang::PaperPreview</name>
    <message>
        <source>Papers of this visit</source>
        <translation>本次来访的文书</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Made off line; valid as it is.</source>
        <translation>离线制作，同样有效。</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
</context>
<context>
    <name>yichuang::PasswordLine</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show the password while held down</source>
        <translation>按住时显示密码</translation>
    </message>
</context>
<context>
    <name>yichuang::QueueActs</name>
    <message>
        <source>Not with the queue yet</source>
        <translation>叫号系统尚未收到</translation>
    </message>
    <message>
        <source>Acts on tickets that the queue does not have</source>
        <translation>叫号系统尚未收到的操作</translation>
    </message>
    <message>
        <source>Tell the queue again</source>
        <translation>再次告知</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>移出列表</translation>
    </message>
    <message>
        <source>a ticket</source>
        <translation>号票</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>Told again by itself.</source>
        <translation>会自动再次告知。</translation>
    </message>
</context>
<context>
    <name>yichuang::SealPart</name>
    <message>
        <source>%1 of %2 sealed anew</source>
        <translation>已重新加密 %1 / %2</translation>
    </message>
    <message>
        <source>The password is being checked…</source>
        <translation>正在核对密码…</translation>
    </message>
    <message>
        <source>A backup is being made; then the old key is forgotten.</source>
        <translation>正在备份；备份完成后销毁旧密钥。</translation>
    </message>
    <message>
        <source>Stopped: %1. Nothing is lost; it goes on by itself at the next sign-in.</source>
        <translation>已暂停：%1。数据没有丢失，下次登录时自动继续。</translation>
    </message>
    <message>
        <source>Everything saved on this computer is sealed with one key. A new one is made here, and everything is sealed anew with it: whoever had got hold of the old key can open nothing that is here from then on.</source>
        <translation>本机保存的数据都用一把密钥加密。在这里可以换一把新密钥，并用它重新加密全部数据：此后即使有人得到过旧密钥，也打不开本机的任何数据。</translation>
    </message>
    <message>
        <source>Passwords and the recovery code stay as they are. Work goes on meanwhile, and the program may be ended: it goes on at the next sign-in.</source>
        <translation>密码和恢复码不变。更换期间可以照常办件，也可以退出程序，下次登录时自动继续。</translation>
    </message>
    <message>
        <source>A supervisor or an administrator can do this, signed in at this window.</source>
        <translation>须由主管或管理员在本窗口登录后操作。</translation>
    </message>
    <message>
        <source>Your password, once more</source>
        <translation>请再次输入您的密码</translation>
    </message>
    <message>
        <source>Make a new key</source>
        <translation>更换密钥</translation>
    </message>
    <message>
        <source>Sealing anew</source>
        <translation>重新加密</translation>
    </message>
    <message>
        <source>Stop for now</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>The new key is in force. Nothing that opens is sealed with the old one any more.</source>
        <translation>新密钥已生效。能打开的数据都不再使用旧密钥。</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) could be opened by no key and stay as they were.</source>
        <translation>
            <numerusform>有 %n 页用任何密钥都打不开，已按原样保留。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yichuang::ScanChoices</name>
    <message>
        <source>As set</source>
        <translation>按设置</translation>
    </message>
    <message>
        <source>Paper: %1</source>
        <translation>纸张：%1</translation>
    </message>
    <message>
        <source>Both sides</source>
        <translation>双面</translation>
    </message>
    <message>
        <source>Front sides only</source>
        <translation>仅正面</translation>
    </message>
    <message>
        <source>All pages in the feeder</source>
        <translation>进纸器中的所有页</translation>
    </message>
    <message>
        <source>One page from the glass</source>
        <translation>玻璃台上的一页</translation>
    </message>
</context>
<context>
    <name>yichuang::SettingRows</name>
    <message>
        <source>Managed by your organisation</source>
        <translation>由单位管理</translation>
    </message>
</context>
<context>
    <name>yichuang::SettingsPage</name>
    <message>
        <source>Paper of scans</source>
        <translation>扫描纸张</translation>
    </message>
    <message>
        <source>Sides of scans</source>
        <translation>扫描面</translation>
    </message>
    <message>
        <source>Both sides, where the scanner can</source>
        <translation>双面（扫描仪支持时）</translation>
    </message>
    <message>
        <source>Code scanner that types</source>
        <translation>键盘式扫码枪</translation>
    </message>
    <message>
        <source>Tell its codes from typing</source>
        <translation>区分扫码和打字</translation>
    </message>
    <message>
        <source>What it types before a code</source>
        <translation>条码前缀字符</translation>
    </message>
    <message>
        <source>What it types behind a code</source>
        <translation>条码后缀字符</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Enter or Tab alone</source>
        <translation>仅回车或 Tab</translation>
    </message>
    <message>
        <source>Key of the saved work</source>
        <translation>本机数据密钥</translation>
    </message>
    <message>
        <source>A new key</source>
        <translation>更换密钥</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>查找设置</translation>
    </message>
    <message>
        <source>Appearance and language</source>
        <translation>外观与语言</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Large type</source>
        <translation>大字</translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation>整体缩放</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>A change takes effect when the program starts again.</source>
        <translation>修改在程序重新启动后生效。</translation>
    </message>
    <message>
        <source>Scanning and printing</source>
        <translation>扫描与打印</translation>
    </message>
    <message>
        <source>Resolution of scans</source>
        <translation>扫描分辨率</translation>
    </message>
    <message>
        <source>150 dpi, small files</source>
        <translation>150 dpi，文件较小</translation>
    </message>
    <message>
        <source>200 dpi, usual</source>
        <translation>200 dpi，常用</translation>
    </message>
    <message>
        <source>300 dpi, small print</source>
        <translation>300 dpi，小字</translation>
    </message>
    <message>
        <source>Colour of scans</source>
        <translation>扫描颜色</translation>
    </message>
    <message>
        <source>In colour</source>
        <translation>彩色</translation>
    </message>
    <message>
        <source>Paper feed</source>
        <translation>进纸方式</translation>
    </message>
    <message>
        <source>Take every page in the feeder</source>
        <translation>扫完进纸器中的所有页</translation>
    </message>
    <message>
        <source>The system&apos;s own</source>
        <translation>系统默认</translation>
    </message>
    <message>
        <source>Printer for papers</source>
        <translation>文书打印机</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Keyring of this desktop</source>
        <translation>本机桌面的密钥环</translation>
    </message>
    <message>
        <source>Keep a second key to the saved work</source>
        <translation>另存一把打开本机数据的密钥</translation>
    </message>
    <message>
        <source>It opens the work also where the password and the hall's key have both changed. Everybody signs in with the password as before. A change takes effect with the next sign-in.</source>
        <translation>密码和大厅密钥都已更换时，也能打开本机数据。登录仍照常使用密码。修改在下次登录时生效。</translation>
    </message>
    <message>
        <source>This key belongs to “%1”.</source>
        <translation>此键已用于“%1”。</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Apache License 2.0. Icons: Breeze (LGPL). Made with Qt.</source>
        <translation>Apache 许可证 2.0。图标：Breeze（LGPL）。使用 Qt 制作。</translation>
    </message>
    <message>
        <source>Own settings are kept in</source>
        <translation>个人设置保存在</translation>
    </message>
    <message>
        <source>Visitor&apos;s screen</source>
        <translation>申请人屏幕</translation>
    </message>
</context>
<context>
    <name>yichuang::Shell</name>
    <message>
        <source>This window&apos;s store has been made. Write down its recovery code and put it into the hall&apos;s safe; it is shown only now: %1</source>
        <translation>本窗口的加密存储已建立。请抄下恢复码并存入大厅保险柜，仅显示这一次：%1</translation>
    </message>
    <message>
        <source>Hold the code before the scanner.</source>
        <translation>请将码对准扫码枪。</translation>
    </message>
    <message>
        <source>Printed: %1</source>
        <translation>已打印：%1</translation>
    </message>
    <message>
        <source>Somebody is still at the window. Finish this visit first (%1).</source>
        <translation>窗口还有来访者，请先结束本次来访（%1）。</translation>
    </message>
    <message>
        <source>Electronic licence, to be verified by the centre: %1</source>
        <translation>电子证照，待中心核验：%1</translation>
    </message>
    <message>
        <source>Code read: %1. It looks like one of our numbers, but its check does not hold.</source>
        <translation>读到的码：%1。它像本系统的号码，但校验不符。</translation>
    </message>
    <message>
        <source>Code read: %1</source>
        <translation>读到的码：%1</translation>
    </message>
    <message>
        <source>Sent to the printer: %1</source>
        <translation>已送打印机：%1</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
</context>
<context>
    <name>yichuang::ProofLines</name>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>The new password once more</source>
        <translation>再输入一遍新密码</translation>
    </message>
    <message>
        <source>Code from the authenticator</source>
        <translation>动态验证码</translation>
    </message>
</context>
<context>
    <name>yichuang::SignInPage</name>
    <message>
        <source>The two new passwords are not the same.</source>
        <translation>两遍新密码不一致。</translation>
    </message>
    <message>
        <source>Yichuang</source>
        <translation>一窗</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Another clerk: end this session</source>
        <translation>换人：结束本次登录</translation>
    </message>
    <message>
        <source>Locked. Your work stays as it is.</source>
        <translation>已锁定，手头的工作保持不变。</translation>
    </message>
    <message>
        <source>Demo hall: the user name is %1, the password is %2.</source>
        <translation>演示大厅：用户名 %1，密码 %2。</translation>
    </message>
    <message>
        <source>Sign in to this window</source>
        <translation>登录本窗口</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>The centre answers</source>
        <translation>中心在线</translation>
    </message>
    <message>
        <source>Off line: clerks who have worked here can sign in</source>
        <translation>离线：在本窗口登录过的人员可以登录</translation>
    </message>
    <message>
        <source>Looking for the centre</source>
        <translation>正在连接中心</translation>
    </message>
    <message>
        <source>Link to the centre</source>
        <translation>与中心的连接</translation>
    </message>
</context>
<context>
    <name>yichuang::StatusStrip</name>
    <message>
        <source>no paper</source>
        <translation>缺纸</translation>
    </message>
    <message>
        <source>cover open</source>
        <translation>盖子开着</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>off line</source>
        <translation>脱机</translation>
    </message>
    <message>
        <source>cut short</source>
        <translation>打印中断</translation>
    </message>
    <message>
        <source>On line</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>Off line since %1, work goes on</source>
        <translation>离线 %1 起，照常办理</translation>
    </message>
    <message>
        <source>Looking for the centre</source>
        <translation>正在连接中心</translation>
    </message>
    <message numerus="yes">
        <source>To send: %n</source>
        <translation>
            <numerusform>待发 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>, oldest %1 ago</source>
        <translation>，最早 %1前</translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>待处理 %n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>To print: %n</source>
        <translation>
            <numerusform>待打印 %n 份</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>读卡器</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>扫码枪</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>扫描仪</translation>
    </message>
    <message>
        <source>Slips</source>
        <translation>小票机</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Time %1</source>
        <translation>本机时间 %1</translation>
    </message>
    <message>
        <source>Centre time %1</source>
        <translation>中心时间 %1</translation>
    </message>
</context>
<context>
    <name>yichuang::TopBar</name>
    <message>
        <source>General intake · %1</source>
        <translation>综合受理 · %1</translation>
    </message>
    <message>
        <source>no ticket</source>
        <translation>无号</translation>
    </message>
    <message>
        <source>waited %1</source>
        <translation>等候 %1</translation>
    </message>
    <message>
        <source>served for %1</source>
        <translation>已办理 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>等候 %n 人</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yichuang::VisitColumn</name>
    <message>
        <source>materials %1/%2</source>
        <translation>材料 %1/%2</translation>
    </message>
    <message>
        <source>This visit</source>
        <translation>本次来访</translation>
    </message>
    <message>
        <source>No matter chosen yet.</source>
        <translation>还没有选择事项。</translation>
    </message>
</context>
<context>
    <name>yichuang::WaitingCase</name>
    <message>
        <source>What waits of this case</source>
        <translation>本件待发内容</translation>
    </message>
    <message>
        <source>↑ ↓ move, ← the centre&apos;s, → ours, Enter to the next that is open.</source>
        <translation>↑ ↓ 移动，← 取中心，→ 取本窗口，回车到下一个未选项。</translation>
    </message>
    <message>
        <source>Save what was chosen</source>
        <translation>保存合并结果</translation>
    </message>
    <message>
        <source>Take all of ours</source>
        <translation>全取本窗口</translation>
    </message>
    <message>
        <source>Take all of the centre&apos;s</source>
        <translation>全取中心</translation>
    </message>
    <message>
        <source>Send this case now</source>
        <translation>立即发送本件</translation>
    </message>
    <message>
        <source>Try again as it is</source>
        <translation>原样重试</translation>
    </message>
    <message>
        <source>Keep the centre&apos;s version</source>
        <translation>采用中心版本</translation>
    </message>
    <message>
        <source>Export this case…</source>
        <translation>导出本件…</translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>未选择</translation>
    </message>
    <message>
        <source>Choose a case on the left to see what waits and why.</source>
        <translation>在左侧选择办件，查看待发内容和原因。</translation>
    </message>
    <message>
        <source>The centre has everything of this case.</source>
        <translation>中心已有本件的全部内容。</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n 页</numerusform>
        </translation>
    </message>
    <message>
        <source>The centre&apos;s version does not allow this choice: %1</source>
        <translation>中心版本不允许这样选：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) to decide. Both versions stay in the history, and the receipt number and its time stay as printed.</source>
        <translation>
            <numerusform>还有 %n 处待选。两个版本都保留在历史中，收件号和收件时间以已打印的为准。</numerusform>
        </translation>
    </message>
    <message>
        <source>The case will be: %1. Both versions stay in the history, and the receipt number and its time stay as printed.</source>
        <translation>合并后状态：%1。两个版本都保留在历史中，收件号和收件时间以已打印的为准。</translation>
    </message>
</context>
<context>
    <name>yichuang::CitizenPane</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Identity number</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>联系电话</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位名称</translation>
    </message>
    <message>
        <source>Credit code</source>
        <translation>统一社会信用代码</translation>
    </message>
</context>
<context>
    <name>yichuang::CitizenPart</name>
    <message>
        <source>Without it, show a window on this screen</source>
        <translation>未连接时，在本屏幕上显示窗口</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>屏幕</translation>
    </message>
    <message>
        <source>Picture of the hall</source>
        <translation>大厅图片</translation>
    </message>
    <message>
        <source>File with the hall&apos;s picture; empty: its name</source>
        <translation>大厅图片文件；留空则显示大厅名称</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 (not connected)</source>
        <translation>%1（未连接）</translation>
    </message>
</context>
<context>
    <name>yichuang::CitizenWindow</name>
    <message>
        <source>Visitor&apos;s screen</source>
        <translation>申请人屏幕</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎您</translation>
    </message>
    <message>
        <source>Thank you</source>
        <translation>谢谢您</translation>
    </message>
    <message>
        <source>Please take your papers with you.</source>
        <translation>请带好您的证件和材料。</translation>
    </message>
</context>
<context>
    <name>yichuang::ConfirmPane</name>
    <message>
        <source>Please check: is this right?</source>
        <translation>请核对以下信息</translation>
    </message>
    <message>
        <source>Something is not right</source>
        <translation>有误</translation>
    </message>
    <message>
        <source>It is right</source>
        <translation>正确无误</translation>
    </message>
</context>
<context>
    <name>yichuang::ReadingPane</name>
    <message>
        <source>You are applying for</source>
        <translation>您正在办理</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>收件号</translation>
    </message>
    <message>
        <source>Still missing</source>
        <translation>还缺少</translation>
    </message>
    <message>
        <source>Everything is there.</source>
        <translation>材料已齐。</translation>
    </message>
    <message>
        <source>If it is taken today, it will be ready by</source>
        <translation>如今天受理，办结日期为</translation>
    </message>
    <message>
        <source>It will be ready by</source>
        <translation>办结日期</translation>
    </message>
    <message>
        <source>This day may still move: holidays are not settled yet.</source>
        <translation>节假日安排尚未公布，日期可能调整。</translation>
    </message>
    <message>
        <source>Please tell the clerk what is not right.</source>
        <translation>请告诉工作人员哪里有误。</translation>
    </message>
    <message>
        <source>✓ You have signed.</source>
        <translation>✓ 您已签名。</translation>
    </message>
    <message>
        <source>✓ You have confirmed your data.</source>
        <translation>✓ 您已确认信息。</translation>
    </message>
</context>
<context>
    <name>yichuang::SignPane</name>
    <message>
        <source>Please sign</source>
        <translation>请签名</translation>
    </message>
    <message>
        <source>With this I confirm that what I have stated for “%1” is true.</source>
        <translation>本人确认为办理“%1”所填信息真实无误。</translation>
    </message>
    <message>
        <source>I do not sign</source>
        <translation>暂不签名</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>重签</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>yichuang::SignaturePad</name>
    <message>
        <source>Sign here</source>
        <translation>在此签名</translation>
    </message>
</context>
<context>
    <name>yichuang::VisitorCard</name>
    <message>
        <source>Is being checked</source>
        <translation>正在核对</translation>
    </message>
    <message>
        <source>Is being kept</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>Is being signed</source>
        <translation>正在签名</translation>
    </message>
    <message>
        <source>Nothing to ask yet</source>
        <translation>尚无可确认的内容</translation>
    </message>
    <message>
        <source>Something is not right</source>
        <translation>申请人说有误</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>已签名</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Sees how it stands</source>
        <translation>正在看办理情况</translation>
    </message>
    <message>
        <source>Visitor&apos;s screen</source>
        <translation>申请人屏幕</translation>
    </message>
</context>
<context>
    <name>DeviceEntries</name>
    <message numerus="yes">
        <source>… and %n more byte(s)</source>
        <translation>
            <numerusform>…… 另有 %n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>identity card</source>
        <translation>居民身份证</translation>
    </message>
    <message>
        <source>residence permit for Hong Kong, Macao and Taiwan</source>
        <translation>港澳台居民居住证</translation>
    </message>
    <message>
        <source>permanent residence card of a foreigner</source>
        <translation>外国人永久居留身份证</translation>
    </message>
    <message>
        <source>The device is %1.</source>
        <translation>设备状态：%1。</translation>
    </message>
    <message numerus="yes">
        <source>A card was read: %1. Its photo has %n byte(s).</source>
        <translation>
            <numerusform>已读证件：%1，照片 %n 字节。</numerusform>
        </translation>
    </message>
    <message>
        <source>The card is gone.</source>
        <translation>证件已取走。</translation>
    </message>
    <message numerus="yes">
        <source>A code was read: %1, %n character(s), like %2</source>
        <translation>
            <numerusform>已读条码：%1，%n 个字符，形如 %2</numerusform>
        </translation>
    </message>
    <message>
        <source>A page came: %1, %2 dots, %3 dpi, %4.</source>
        <translation>收到一页：%1，%2 点，%3 dpi，%4。</translation>
    </message>
    <message>
        <source>Found: %1</source>
        <translation>找到：%1</translation>
    </message>
    <message>
        <source>The printer took the test slip.</source>
        <translation>打印机已接收测试小票。</translation>
    </message>
    <message>
        <source>More went over the line than is shown here.</source>
        <translation>线路上的数据多于此处显示的内容。</translation>
    </message>
    <message>
        <source>Looking for the device.</source>
        <translation>正在查找设备。</translation>
    </message>
    <message>
        <source>The reader works. Take the card away, or lay another one.</source>
        <translation>读卡器工作正常。请取走证件，或换一张再试。</translation>
    </message>
    <message>
        <source>The code scanner works. Scan another code, or stop.</source>
        <translation>扫码器工作正常。可再扫一个码，或停止。</translation>
    </message>
    <message>
        <source>The scanner works: the page came as a whole.</source>
        <translation>扫描仪工作正常：页面已完整收到。</translation>
    </message>
    <message>
        <source>The printer took the slip. Look whether it came out as it should.</source>
        <translation>打印机已接收小票。请查看打印结果是否正确。</translation>
    </message>
    <message>
        <source>Lay a card on the reader.</source>
        <translation>请将证件放在读卡器上。</translation>
    </message>
    <message>
        <source>Hold a code before the scanner.</source>
        <translation>请将条码对准扫码器。</translation>
    </message>
    <message>
        <source>Lay a page on the glass; it is scanned once.</source>
        <translation>请在玻璃板上放一页，将扫描一次。</translation>
    </message>
    <message>
        <source>A test slip is being printed.</source>
        <translation>正在打印测试小票。</translation>
    </message>
    <message>
        <source>Try: read a card</source>
        <translation>试一试：读证件</translation>
    </message>
    <message>
        <source>Try: scan a code</source>
        <translation>试一试：扫码</translation>
    </message>
    <message>
        <source>Try: scan a page</source>
        <translation>试一试：扫描一页</translation>
    </message>
    <message>
        <source>Try: print a slip</source>
        <translation>试一试：打印小票</translation>
    </message>
    <message>
        <source>%1 is no driver of this program. IT should take it away.</source>
        <translation>%1 不是本程序的驱动程序，请信息人员移走。</translation>
    </message>
    <message>
        <source>%1 is not on the list of allowed drivers, or was changed since. IT can allow it.</source>
        <translation>%1 不在允许的驱动程序清单中，或此后被改动过。信息人员可将其列入允许清单。</translation>
    </message>
    <message>
        <source>%1 is a link to a file elsewhere. IT should lay the file itself there.</source>
        <translation>%1 是指向别处文件的链接，请信息人员放置文件本身。</translation>
    </message>
    <message>
        <source>%1, its folder or the list can be changed by others. IT should mend the rights.</source>
        <translation>%1、其所在文件夹或清单可被他人改动，请信息人员修正权限。</translation>
    </message>
</context>
<context>
    <name>DriverTitles</name>
    <message>
        <source>Identity card readers with a SAM_V module, on serial ports</source>
        <translation>带 SAM_V 模块的身份证读卡器（串口）</translation>
    </message>
    <message>
        <source>Code scanner on a serial port</source>
        <translation>串口扫码器</translation>
    </message>
    <message>
        <source>Document scanners through SANE, also in the network</source>
        <translation>通过 SANE 连接的扫描仪（含网络扫描仪）</translation>
    </message>
    <message>
        <source>Slip printers that speak ESC/POS</source>
        <translation>ESC/POS 小票打印机</translation>
    </message>
    <message>
        <source>Devices for training</source>
        <translation>培训用模拟设备</translation>
    </message>
</context>
<context>
    <name>yichuang::DeviceRows</name>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Card reader</source>
        <translation>读卡器</translation>
    </message>
    <message>
        <source>Code scanner</source>
        <translation>扫码器</translation>
    </message>
    <message>
        <source>Document scanner</source>
        <translation>扫描仪</translation>
    </message>
    <message>
        <source>Slip printer</source>
        <translation>小票打印机</translation>
    </message>
    <message>
        <source>None: every driver that is there may be used.</source>
        <translation>无：现有驱动程序均可使用。</translation>
    </message>
    <message>
        <source>Drivers that are not used</source>
        <translation>未使用的驱动程序</translation>
    </message>
    <message>
        <source>Save a file for support…</source>
        <translation>保存给技术支持的文件…</translation>
    </message>
    <message>
        <source>For support</source>
        <translation>技术支持</translation>
    </message>
    <message>
        <source>Save a file for support</source>
        <translation>保存给技术支持的文件</translation>
    </message>
    <message>
        <source>It has versions, drivers, settings and what went over the lines when devices were tried. Personal data is left out.</source>
        <translation>内含版本、驱动程序、设置以及试用设备时线路上的数据，不含个人信息。</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
</context>
<context>
    <name>yichuang::DeviceTry</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>What went over the line</source>
        <translation>线路上的数据</translation>
    </message>
</context>
<context>
    <name>yichuang::SlipQuestions</name>
    <message>
        <source>Find the profile out…</source>
        <translation>测定打印机型号…</translation>
    </message>
    <message>
        <source>Use this profile</source>
        <translation>使用此型号</translation>
    </message>
    <message>
        <source>Find the profile out</source>
        <translation>测定打印机型号</translation>
    </message>
    <message>
        <source>Did a slip come out?</source>
        <translation>小票打印出来了吗？</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No, nothing came out</source>
        <translation>没有打印出来</translation>
    </message>
    <message>
        <source>The first line of dashes</source>
        <translation>第一行短横线</translation>
    </message>
    <message>
        <source>stands on one line</source>
        <translation>在一行之内</translation>
    </message>
    <message>
        <source>goes on in a second line</source>
        <translation>折到了第二行</translation>
    </message>
    <message>
        <source>The words after “中文”</source>
        <translation>“中文”之后的文字</translation>
    </message>
    <message>
        <source>can be read</source>
        <translation>可以辨认</translation>
    </message>
    <message>
        <source>are strange signs</source>
        <translation>是乱码</translation>
    </message>
    <message>
        <source>The code at the end</source>
        <translation>末尾的二维码</translation>
    </message>
    <message>
        <source>is a square</source>
        <translation>是方形图案</translation>
    </message>
    <message>
        <source>is missing, or signs stand there</source>
        <translation>没有，或是一串字符</translation>
    </message>
    <message>
        <source>The paper</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>was cut</source>
        <translation>已切断</translation>
    </message>
    <message>
        <source>was not cut</source>
        <translation>未切断</translation>
    </message>
    <message>
        <source>The profile is set. Try the printer once more.</source>
        <translation>型号已设定，请再试一次打印机。</translation>
    </message>
    <message>
        <source>Look at the slip and tell what came out.</source>
        <translation>请看小票，选择打印出来的情况。</translation>
    </message>
    <message>
        <source>Check that the printer is on, has paper, and that its address is right. What it said stands above.</source>
        <translation>请检查打印机是否开机、是否有纸、地址是否正确。打印机的应答见上方。</translation>
    </message>
    <message>
        <source>That is enough to know the printer.</source>
        <translation>已可确定打印机的型号。</translation>
    </message>
</context>
</TS>
