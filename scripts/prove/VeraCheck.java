import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Validates PDFs against PDF/UA-1 with veraPDF's own validator. verapdf.py starts it and reads its lines.
 *
 * <p>One line for each file: {@code checked <tab> assertions <tab> file}. One line before it for each rule that the file
 * fails: {@code failed <tab> rule <tab> how often <tab> message <tab> file}. A file that cannot be read:
 * {@code unreadable <tab> why <tab> file}.
 */
public class VeraCheck {
  private static final String PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml";

  private static String text(Element element, String name) {
    NodeList found = element.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  /** The profile, read with the JDK's parser: the jar has no library that could read it by itself. */
  private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
    Document document;
    try (InputStream stream = VeraCheck.class.getClassLoader().getResourceAsStream(PROFILE)) {
      document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
    }
    Set<Rule> rules = new LinkedHashSet<>();
    NodeList ruleNodes = document.getElementsByTagName("rule");
    for (int i = 0; i < ruleNodes.getLength(); i++) {
      Element rule = (Element) ruleNodes.item(i);
      Element id = (Element) rule.getElementsByTagName("id").item(0);
      RuleId ruleId = Profiles.ruleIdFromValues(
          PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
          id.getAttribute("clause"),
          Integer.parseInt(id.getAttribute("testNumber")));
      Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
      rules.add(Profiles.ruleFromValues(
          ruleId, rule.getAttribute("object"), deferred, rule.getAttribute("tags"), text(rule, "description"),
          text(rule, "test"), Profiles.errorFromValues(text(rule, "message"), new ArrayList<>()), new ArrayList<>()));
    }
    Set<Variable> variables = new LinkedHashSet<>();
    NodeList variableNodes = document.getElementsByTagName("variable");
    for (int i = 0; i < variableNodes.getLength(); i++) {
      Element each = (Element) variableNodes.item(i);
      variables.add(Profiles.variableFromValues(
          each.getAttribute("name"), each.getAttribute("object"), text(each, "defaultValue"), text(each, "value")));
    }
    return Profiles.profileFromValues(
        flavour, Profiles.profileDetailsFromValues("PDF/UA-1", "", "", new Date(0)), "", rules, variables);
  }

  private static void check(String file, PDFAFlavour flavour, ValidationProfile profile) {
    try (InputStream stream = new FileInputStream(file);
        PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour)) {
      ValidationResult result = ValidatorFactory.createValidator(profile).validate(parser);
      Map<String, List<String>> failures = new TreeMap<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() == TestAssertion.Status.FAILED) {
          String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
          failures.computeIfAbsent(rule, name -> new ArrayList<>()).add(assertion.getMessage());
        }
      }
      failures.forEach((rule, messages) -> say("failed", rule, messages.size(), messages.get(0), file));
      if (failures.isEmpty() && !result.isCompliant()) {
        say("failed", "?", 1, "not compliant, for no rule in particular", file);
      }
      say("checked", result.getTotalAssertions(), file);
    } catch (Exception error) {
      say("unreadable", error, file);
    }
  }

  private static void say(Object... parts) {
    StringBuilder line = new StringBuilder();
    for (Object part : parts) {
      line.append(line.length() == 0 ? "" : "\t").append(String.valueOf(part).replaceAll("\\s+", " "));
    }
    System.out.println(line);
  }

  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour flavour = PDFAFlavour.PDFUA_1;
    ValidationProfile profile = profile(flavour);
    for (String file : files) {
      check(new File(file).getPath(), flavour, profile);
    }
  }
}
