"""What people write in the scripts that documents must print: a partner, a person, a text for each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Script:
    """Words of one script; `font` is the small font in tests/fonts that has them, empty where a packaged one does."""

    name: str
    partner: str
    member: str
    text: str
    font: str = ""

    @property
    def words(self) -> tuple[str, str, str]:
        """All three."""
        return self.partner, self.member, self.text


SCRIPTS = (
    Script("cyrillic", "Дім Надії", "Анна Иванова", "Ласкаво просимо; ғ ӯ ҷ ўзбек"),
    Script("yoruba", "Ẹgbẹ́ Ọ̀rẹ́", "Adékúnlé Ọ̀ṣọ́", "Ẹ káàbọ̀ sí ìpàdé"),
    Script("greek", "Ελληνική Κοινότητα", "Ελένη Παπαδοπούλου", "Καλώς ήρθατε, Ἀθῆναι"),
    Script("emoji", "Happy Kids 🎈", "Sam 👩‍👩‍👧 Lee", "Play 👍🏽 ❤️ 1️⃣ 🇺🇸 ☎ today"),
    Script("persian", "خانه گچپژ", "ژیلا پارسی", "سلام و خوش آمدید"),
    Script("urdu", "گھر ٹڈڑ", "نور ہے", "میں آپ کا شکریہ ادا کرتا ہوں"),
    Script("chinese-simplified", "华人社区中心", "王小明", "欢迎您参加会议", "cjk"),
    Script("chinese-traditional", "華人社區中心", "陳大文", "歡迎您參加會議", "cjk"),
    Script("korean", "한인회", "김민수", "회의에 초대합니다", "cjk"),
    Script("japanese", "さくら会", "佐藤さくら", "ミーティングへようこそ", "cjk"),
    Script("amharic", "ሰላም ማኅበር", "አበበ ቢቂላ", "እንኳን ደህና መጡ", "ethiopic"),
    Script("khmer", "សមាគមខ្មែរ", "សុខា ចាន់", "ព្រះរាជាណាចក្រកម្ពុជា សូមស្វាគមន៍", "khmer"),
    Script("hindi", "हिन्दी सभा", "सुनीता शर्मा", "क्षेत्र की किताब में आपका स्वागत है", "devanagari"),
    Script("bengali", "বাংলা সমিতি", "সুমিত্রা দেবী", "কোর্ট ও স্কুলে স্বাগতম", "bengali"),
    Script("burmese", "မြန်မာအသင်း", "အောင်ဆန်း ကျော်", "နိုင်ငံ ကြိုဆိုပါသည်", "myanmar"),
)
